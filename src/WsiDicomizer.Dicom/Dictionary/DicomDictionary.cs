using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WsiDicomizer.Dicom;

/// <summary>The data dictionary of PS3.6: what is known of each standard attribute.</summary>
/// <remarks>Immutable and thread-safe; read once from the embedded table at first use (some milliseconds).</remarks>
public sealed class DicomDictionary
{
    private static readonly Lazy<DicomDictionary> Lazy = new(() => new DicomDictionary());

    private readonly Dictionary<uint, DicomDictionaryEntry> _entries = new(6000);
    private readonly Dictionary<string, uint> _tags = new(6000, StringComparer.Ordinal);
    private readonly List<(DicomMaskedTag Tag, DicomDictionaryEntry Entry)> _masked = [];

    private DicomDictionary()
    {
        var vrs = new Dictionary<string, DicomVR[]>(StringComparer.Ordinal);
        foreach (var line in EmbeddedTable.ReadLines("attributes.tsv"))
        {
            if (line.StartsWith('#'))
            {
                Edition = line[2..];
                continue;
            }

            Add(line.Split('\t'), vrs);
        }
    }

    /// <summary>The dictionary that ships.</summary>
    public static DicomDictionary Default => Lazy.Value;

    /// <summary>Standard and edition of the data: <c>DICOM PS3.6, edition 2026c</c>.</summary>
    public string Edition { get; } = string.Empty;

    /// <summary>The number of attributes, repeating groups counted once.</summary>
    public int Count => _entries.Count + _masked.Count;

    /// <summary>What is known of a tag; private and unknown tags have no entry.</summary>
    /// <param name="tag">The tag; group lengths (gggg,0000) of any even group are known.</param>
    /// <param name="entry">What PS3.6 says.</param>
    public bool TryGetEntry(DicomTag tag, [NotNullWhen(true)] out DicomDictionaryEntry? entry)
    {
        if (_entries.TryGetValue(tag.Value, out entry))
        {
            return true;
        }

        if (tag.IsPrivate)
        {
            return false;
        }

        foreach (var (masked, candidate) in _masked)
        {
            if (masked.IsMatch(tag))
            {
                entry = candidate;
                return true;
            }
        }

        return false;
    }

    /// <summary>The tag of a keyword; keywords of repeating groups have none.</summary>
    /// <param name="keyword">As PS3.6 spells it, case matters.</param>
    /// <param name="tag">The tag.</param>
    public bool TryGetTag(string keyword, out DicomTag tag)
    {
        var found = _tags.TryGetValue(keyword, out var value);
        tag = DicomTag.FromValue(value);
        return found;
    }

    /// <summary>The masked tag of a repeating group's keyword.</summary>
    /// <param name="keyword">As PS3.6 spells it, case matters: <c>OverlayData</c>.</param>
    /// <param name="tag">The tag with the digits masked that differ from group to group.</param>
    public bool TryGetMaskedTag(string keyword, out DicomMaskedTag tag)
    {
        var index = _masked.FindIndex(candidate => candidate.Entry.Keyword == keyword && keyword.Length > 0);
        tag = index < 0 ? default : _masked[index].Tag;
        return index >= 0;
    }

    /// <summary>All keywords, those of repeating groups too.</summary>
    public IEnumerable<string> Keywords => _tags.Keys.Concat(_masked.Select(candidate => candidate.Entry.Keyword));

    /// <summary>The keyword of a tag, or its numbers where it has none.</summary>
    /// <param name="tag">Any tag.</param>
    public string GetKeyword(DicomTag tag) => TryGetEntry(tag, out var entry) ? entry.Keyword : tag.ToString();

    /// <summary>The VR that a tag has in implicit encodings, UN where it is unknown (PS3.5 A.1).</summary>
    /// <param name="tag">Any tag.</param>
    /// <remarks>
    /// Private creators are LO, group lengths UL. Where PS3.6 gives a choice it is the first, but OW for "OB or OW",
    /// as implicit little endian demands for PixelData and its like.
    /// </remarks>
    public DicomVR GetImplicitVR(DicomTag tag)
    {
        if (tag.IsPrivateCreator)
        {
            return DicomVR.LO;
        }

        if (tag.IsGroupLength)
        {
            return DicomVR.UL;
        }

        if (!TryGetEntry(tag, out var entry) || entry.ValueRepresentations.Count == 0)
        {
            return DicomVR.UN;
        }

        return entry.ValueRepresentations is [var first, var second, ..] && first == DicomVR.OB && second == DicomVR.OW
            ? DicomVR.OW
            : entry.ValueRepresentations[0];
    }

    private void Add(string[] columns, Dictionary<string, DicomVR[]> vrs)
    {
        var (tag, keyword, vr, vm, retired, name) =
            (columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
        if (!vrs.TryGetValue(vr, out var representations))
        {
            representations = vr.Length == 0 ? [] : [.. vr.Split('/').Select(DicomVR.Parse)];
            vrs.Add(vr, representations);
        }

        var entry = new DicomDictionaryEntry(keyword, name, representations, DicomVM.Parse(vm), retired.Length > 0);
        if (tag.Contains('x', StringComparison.Ordinal))
        {
            _masked.Add((DicomMaskedTag.Parse(tag), entry));
            return;
        }

        var value = uint.Parse(tag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _entries.Add(value, entry);
        _tags.Add(keyword, value);
    }
}
