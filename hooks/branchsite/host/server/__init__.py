"""The server's folder: who has an account, who holds a lock, what git is asked."""
