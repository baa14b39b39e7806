"""A passkey in software: makes and uses one credential, as a phone would."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

ORIGIN = "http://testserver"
_FLAGS = AuthenticatorData.FLAG
_PRESENT = _FLAGS.UP | _FLAGS.UV


@dataclass
class Passkey:
    """One credential of one account at one site."""

    host: str = "testserver"
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    handle: str = ""

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to creation options."""
        asked = options["publicKey"]
        self.handle = asked["user"]["id"]
        key = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        public = AttestedCredentialData.create(b"\0" * 16, self.id, key)
        data = AuthenticatorData.create(self._host_digest(), _PRESENT | _FLAGS.AT, 0, public)
        client = CollectedClientData.create("webauthn.create", asked["challenge"], ORIGIN)
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            }
        )

    def get(self, options: dict[str, Any], handle: str | None = None) -> dict[str, Any]:
        """The answer to request options, for ``handle`` if it claims to be somebody else's."""
        asked = options["publicKey"]
        data = AuthenticatorData.create(self._host_digest(), _PRESENT, 0)
        client = CollectedClientData.create("webauthn.get", asked["challenge"], ORIGIN)
        signature = self.key.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": self.handle if handle is None else handle,
            }
        )

    def _host_digest(self) -> bytes:
        return sha256(self.host.encode()).digest()

    def _answer(self, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": response,
        }
