"""The only way out to the network: policy, session, the key, redaction.

requests is imported at the first request, not before: it takes 100 ms.
"""
