"""Logs that outsiders can verify: Merkle trees, proofs, tiles, signed checkpoints; pure."""

from __future__ import annotations

from emend_transparency._canonical import canonical_json
from emend_transparency._checkpoint import Checkpoint, open_checkpoint
from emend_transparency._errors import (
    Malformed,
    NotConsistent,
    NotIncluded,
    Tampered,
    TransparencyError,
    Untrusted,
)
from emend_transparency._expiry import EXPIRED, EXPIRED_BY, UP_TO, expired_up_to
from emend_transparency._export import VerifiedExport, verify_export
from emend_transparency._export_form import (
    ExportedEntry,
    ExportHeader,
    ProvedEntry,
    write_entry,
    write_footer,
    write_header,
)
from emend_transparency._frontier import Frontier
from emend_transparency._handover import (
    HandOver,
    KeyChain,
    follow_keys,
    hand_over,
    parse_hand_over,
)
from emend_transparency._hashing import EMPTY_ROOT, HASH_BYTES, leaf_hash, node_hash
from emend_transparency._keys import Signer, Verifier
from emend_transparency._notes import Note, open_note, parse_note, signed_note
from emend_transparency._proofs import (
    consistency_proof,
    consistency_ranges,
    inclusion_proof,
    inclusion_ranges,
    proof_nodes,
    verify_consistency,
    verify_inclusion,
    verify_subtree,
    verify_subtree_inclusion,
)
from emend_transparency._ranges import FindHash, Node, Range, nodes_of, range_hash
from emend_transparency._tiles import (
    MAX_ENTRY_BYTES,
    TILE_HEIGHT,
    TILE_WIDTH,
    Tile,
    bundle_of,
    hash_finder,
    read_entries,
    read_hashes,
    tile_of,
    tiles_between,
    write_entries,
)
from emend_transparency._whole_log import ReadFile, verify_log

__all__ = [
    "EMPTY_ROOT",
    "EXPIRED",
    "EXPIRED_BY",
    "HASH_BYTES",
    "MAX_ENTRY_BYTES",
    "TILE_HEIGHT",
    "TILE_WIDTH",
    "UP_TO",
    "Checkpoint",
    "ExportHeader",
    "ExportedEntry",
    "FindHash",
    "Frontier",
    "HandOver",
    "KeyChain",
    "Malformed",
    "Node",
    "NotConsistent",
    "NotIncluded",
    "Note",
    "ProvedEntry",
    "Range",
    "ReadFile",
    "Signer",
    "Tampered",
    "Tile",
    "TransparencyError",
    "Untrusted",
    "VerifiedExport",
    "Verifier",
    "bundle_of",
    "canonical_json",
    "consistency_proof",
    "consistency_ranges",
    "expired_up_to",
    "follow_keys",
    "hand_over",
    "hash_finder",
    "inclusion_proof",
    "inclusion_ranges",
    "leaf_hash",
    "node_hash",
    "nodes_of",
    "open_checkpoint",
    "open_note",
    "parse_hand_over",
    "parse_note",
    "proof_nodes",
    "range_hash",
    "read_entries",
    "read_hashes",
    "signed_note",
    "tile_of",
    "tiles_between",
    "verify_consistency",
    "verify_export",
    "verify_inclusion",
    "verify_log",
    "verify_subtree",
    "verify_subtree_inclusion",
    "write_entries",
    "write_entry",
    "write_footer",
    "write_header",
]
