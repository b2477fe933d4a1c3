using System.Collections.Frozen;
using System.Globalization;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tables;

/// <summary>The Types that an IOD gives its attributes.</summary>
/// <remarks>Immutable and thread-safe. Source: PS3.3, VL Whole Slide Microscopy Image IOD.</remarks>
public sealed class AttributeTypes
{
    private static readonly Lazy<AttributeTypes> WholeSlide = new(() => new AttributeTypes("wsm-types.tsv"));

    private readonly FrozenDictionary<uint, Entry> _entries;

    private AttributeTypes(string table)
    {
        var file = TableFile.Read(table);
        Edition = file.Edition;
        Digest = file.Digest;
        _entries = file.Rows.ToFrozenDictionary(
            row => uint.Parse(row[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            row => new Entry(Parse(row[2]), row[3]));
    }

    /// <summary>The VL Whole Slide Microscopy Image IOD.</summary>
    public static AttributeTypes VLWholeSlideMicroscopyImage => WholeSlide.Value;

    /// <summary>The edition of PS3.3.</summary>
    public string Edition { get; }

    /// <summary>The SHA-256 of the rows, in hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>The number of attributes.</summary>
    public int Count => _entries.Count;

    /// <summary>The Types of a SOP class's IOD, if they are known here.</summary>
    /// <param name="sopClassUid">The SOP class.</param>
    public static AttributeTypes? Find(string? sopClassUid) =>
        sopClassUid == DicomUID.VLWholeSlideMicroscopyImageStorage.UID ? VLWholeSlideMicroscopyImage : null;

    /// <summary>The strongest Type of an attribute over all its places; Type 3 where the IOD does not have it.</summary>
    /// <param name="tag">The attribute.</param>
    public AttributeType Strongest(DicomTag tag) =>
        _entries.TryGetValue(tag.Value, out var entry) ? entry.Strongest : AttributeType.Type3;

    /// <summary>Where the IOD has the attribute: keywords of the sequences around it with the Type there.</summary>
    /// <param name="tag">The attribute.</param>
    /// <returns>Pairs like <c>OpticalPathSequence=1C</c>, with a dot for the top level; empty where it has it not.</returns>
    public IReadOnlyList<string> Places(DicomTag tag) =>
        _entries.TryGetValue(tag.Value, out var entry) ? entry.Places.Split(' ') : [];

    /// <summary>Reads a Type: <c>1</c>, <c>1C</c>, <c>2</c>, <c>2C</c>, <c>3</c>.</summary>
    /// <param name="text">The Type.</param>
    /// <exception cref="FormatException">It is none.</exception>
    internal static AttributeType Parse(string text) => text switch
    {
        "1" => AttributeType.Type1,
        "1C" => AttributeType.Type1C,
        "2" => AttributeType.Type2,
        "2C" => AttributeType.Type2C,
        "3" => AttributeType.Type3,
        _ => throw new FormatException("not a Type of PS3.5 7.4"),
    };

    private readonly record struct Entry(AttributeType Strongest, string Places);
}
