"""What was agreed: the signed texts, their fingerprint, who signed it, and the chain of amendments.

signed_texts   what is signed, by the names that amendments use
results_texts  what stays after the end, by the names that corrections use
fingerprints   the codes of what is signed, disclosed and confirmed
signers        who signed, and whether these are two people
amendments     the links of the chain, what they undo, and which signatures count
editorial      links that change spelling only; ``spelling`` says what that is, by a ``dictionary``
state          how far the agreement has come
chain          what is wrong with the chain
corrections    the same for results and decision after the end
links          every link with who signed it; ``originals`` and ``disclosure``: what was changed, as it was
"""
