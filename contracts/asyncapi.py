"""The topic table as AsyncAPI 3.0 documents, one per service.

The specification: https://www.asyncapi.com/docs/reference/specification/v3.0.0; the Kafka
bindings: https://github.com/asyncapi/bindings/tree/master/kafka (0.5.0).
"""

from __future__ import annotations

from typing import Any, TypeAlias

from emend_events import TOPICS, Topic, TopicSpec, dead_letter_topic

Document: TypeAlias = dict[str, Any]

_BINDING = "0.5.0"
_AVRO = "application/vnd.apache.avro"
_AVRO_FORMAT = f"{_AVRO};version=1.9.0"

_HEADERS: Document = {
    "type": "object",
    "properties": {
        "content-type": {"type": "string", "description": "The media type of the value."},
        "event-id": {"type": "string", "format": "uuid"},
        "event-type": {"type": "string", "description": "The event class."},
        "traceparent": {"type": "string", "description": "https://www.w3.org/TR/trace-context/"},
        "tracestate": {"type": "string"},
    },
}

_VENDOR_HEADERS: Document = {
    "type": "object",
    "required": ["content-type"],
    "properties": {
        "content-type": {"type": "string", "const": "application/json"},
        "asr-format": {"type": "string", "description": "Recognised from the body when missing."},
        "transcript-id": {
            "type": "string",
            "description": "Derived from the content's hash when missing.",
        },
        "traceparent": {"type": "string"},
        "tracestate": {"type": "string"},
    },
}


def service_document(service: str, version: str, description: str) -> Document:
    """Return what a service sends and receives as one AsyncAPI document."""
    sends = [spec for spec in TOPICS.values() if service in spec.producers]
    receives = [spec for spec in TOPICS.values() if service in spec.consumers]
    channels = {spec.topic: _channel(spec) for spec in TOPICS.values() if spec in sends + receives}
    parked = [spec for spec in receives if spec.is_parked]
    channels |= {dead_letter_topic(spec.topic): _dead_letters(spec) for spec in parked}
    operations = {f"send {spec.topic}": _operation("send", spec) for spec in sends}
    operations |= {
        f"receive {spec.topic}": _operation("receive", spec, service) for spec in receives
    }
    operations |= {
        f"send {dead_letter_topic(spec.topic)}": _reference_operation(
            "send", dead_letter_topic(spec.topic), f"Parks what {service} could not handle."
        )
        for spec in parked
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": f"Emend {service}", "version": version, "description": description},
        "defaultContentType": _AVRO,
        "servers": {
            "local": {
                "host": "localhost:9092",
                "protocol": "kafka",
                "description": "The local stack; production brokers are named by configuration.",
            }
        },
        "channels": {str(name): channel for name, channel in channels.items()},
        "operations": operations,
    }


def _channel(spec: TopicSpec) -> Document:
    messages = {spec.model.__name__: _message(spec)}
    if spec.topic is Topic.SUBMITTED:
        messages["VendorTranscript"] = _vendor_message(spec)
    return {
        "address": str(spec.topic),
        "title": spec.model.__name__,
        "description": f"{spec.description} Owner: {spec.owner}.",
        "messages": messages,
        "bindings": {"kafka": _channel_binding(spec, spec.topic)},
    }


def _dead_letters(spec: TopicSpec) -> Document:
    name = dead_letter_topic(spec.topic)
    return {
        "address": name,
        "description": (
            f"Messages of {spec.topic} as they arrived, with headers that say what failed and "
            "where they came from."
        ),
        "messages": {
            "ParkedMessage": {
                "contentType": "application/octet-stream",
                "description": "The original key, value and headers.",
                "payload": {"description": "The original value, byte for byte."},
            }
        },
        "bindings": {"kafka": _channel_binding(spec, name)},
    }


def _channel_binding(spec: TopicSpec, topic: str) -> Document:
    return {
        "topic": str(topic),
        "partitions": spec.partitions,
        "topicConfiguration": {
            "cleanup.policy": spec.cleanup.split(","),
            "retention.ms": -1 if spec.retention_ms is None else spec.retention_ms,
            "max.message.bytes": spec.max_message_bytes,
            "message.timestamp.type": spec.clock,
        },
        "bindingVersion": _BINDING,
    }


def _message(spec: TopicSpec) -> Document:
    summary = (spec.model.__doc__ or "").splitlines()[0]
    return {
        "name": spec.model.__name__,
        "summary": summary,
        "contentType": _AVRO,
        "headers": _HEADERS,
        "payload": {
            "schemaFormat": _AVRO_FORMAT,
            "schema": {"$ref": f"../../schemas/avro/{spec.topic}.avsc"},
        },
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": spec.key},
                "schemaIdLocation": "payload",
                "schemaIdPayloadEncoding": "confluent",
                "bindingVersion": _BINDING,
            }
        },
    }


def _vendor_message(spec: TopicSpec) -> Document:
    return {
        "name": "VendorTranscript",
        "summary": "A recogniser's own JSON, untouched.",
        "contentType": "application/json",
        "headers": _VENDOR_HEADERS,
        "payload": {"type": ["object", "array"]},
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": f"{spec.key}, if known"},
                "bindingVersion": _BINDING,
            }
        },
    }


def _operation(action: str, spec: TopicSpec, group_of: str | None = None) -> Document:
    operation = _reference_operation(action, spec.topic, spec.description)
    if group_of:
        group = {"type": "string", "const": f"emend.{group_of}"}
        operation["bindings"] = {"kafka": {"groupId": group, "bindingVersion": _BINDING}}
    return operation


def _reference_operation(action: str, channel: str, summary: str) -> Document:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "summary": summary,
    }
