"""The form's state is the link: what it holds, the shapes of demand, the examples, own prices."""
