"""The form: one small web application in which a secretary writes, and which publishes by pushing."""
