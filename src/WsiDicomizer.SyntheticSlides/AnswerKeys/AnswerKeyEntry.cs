namespace WsiDicomizer.SyntheticSlides.AnswerKeys;

/// <summary>One planted value: where it is, what it is called there, and what it is.</summary>
public sealed record AnswerKeyEntry
{
    /// <summary>
    /// The place: <c>file name</c>, or a page (0-based, in the order of the file) and what is in it, such as
    /// <c>page 0, tag 270 ImageDescription</c>, <c>page 0, tile 1, JPEG APP1</c>, <c>page 3, pixels</c>; or
    /// <c>offset 1234, between structures</c> for bytes that nothing refers to.
    /// </summary>
    public required string Where { get; init; }

    /// <summary>The vendor's key, the tag's or segment's name.</summary>
    public required string Name { get; init; }

    /// <summary>The value as it can be read there; for pixels, the text that the picture shows.</summary>
    public required string Value { get; init; }

    /// <summary>What kind of identity it is.</summary>
    public required PlantedKind Kind { get; init; }

    /// <summary>The bytes in the file, in hexadecimal, where they are not simply the value in UTF-8; else null.</summary>
    public string? BytesHex { get; init; }
}
