using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Attributes;

/// <summary>What a module or macro says of an attribute at a place.</summary>
internal sealed record AttributeDefinition
{
    /// <summary>The attribute.</summary>
    public required DicomTag Tag { get; init; }

    /// <summary>Its keyword.</summary>
    public required string Keyword { get; init; }

    /// <summary>Its type.</summary>
    public required AttributeType Type { get; init; }

    /// <summary>Where it is defined, e.g. <c>PS3.3 C.8.12.4</c> or <c>PS3.3 table 8.8-1</c>.</summary>
    public required string Clause { get; init; }

    /// <summary>Whether a sequence has one item at most.</summary>
    public bool HasSingleItem { get; init; }

    /// <summary>Whether a number must not be 0.</summary>
    public bool IsNotZero { get; init; }

    /// <summary>The values that it may have; none where it may have any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether the values are Enumerated Values, and not Defined Terms, which may be extended.</summary>
    public bool IsEnumerated { get; init; }

    /// <summary>The condition of types 1C and 2C; null where no program can evaluate it.</summary>
    public PresenceCondition? Condition { get; init; }

    /// <summary>What the items of a sequence hold.</summary>
    public IReadOnlyList<AttributeDefinition> Items { get; init; } = [];
}
