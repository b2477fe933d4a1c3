namespace WsiDicomizer.Slides.Xml;

/// <summary>How much an XML text may ask for before it counts as damaged: protection against hostile files.</summary>
/// <remarks>Entities cannot multiply: document types are refused, and only the five of XML 1.0 section 4.6 are known.</remarks>
internal sealed record XmlMapLimits
{
    /// <summary>The limits that are used where none are given.</summary>
    public static XmlMapLimits Default { get; } = new();

    /// <summary>Bytes of the text. Default 64 MiB: Philips keeps pictures of some megabytes in it.</summary>
    public int MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Elements, attributes, pieces of text and comments together. Default 262,144; real texts have about 1,000.</summary>
    public int MaxNodes { get; init; } = 256 * 1024;

    /// <summary>How deep elements may nest. Default 32; real texts have 8.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Bytes of a name. Default 256.</summary>
    public int MaxNameBytes { get; init; } = 256;
}
