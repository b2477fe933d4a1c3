using System.Collections.Frozen;
using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>Every place where an NDPI file holds identity, or may.</summary>
/// <remarks>
/// Not found here, because nothing in the file refers to it: bytes between structures (a reference that NDP.view has replaced),
/// which <see cref="Slide.FindHiddenIdentity"/> tells, and the <c>.ndpa</c> and <c>.ndpis</c> files beside a slide.
/// </remarks>
internal static class HamamatsuIdentity
{
    private static readonly FrozenSet<TiffTag> OwnTags =
        HamamatsuTags.Known.Append(TiffTag.ImageDescription).Append(TiffTag.IccProfile).ToFrozenSet();

    /// <summary>Finds the records, in the order: file name, pictures, Hamamatsu's tags, descriptions and profiles, other tags.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="structure">Its pages.</param>
    /// <exception cref="SlideFormatException">A value that identifies cannot be read.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(TiffFile tiff, HamamatsuStructure structure)
    {
        var directories = tiff.ReadAllDirectories();
        RequireBounded(directories);
        List<IdentityRecord> records =
        [
            new()
            {
                Location = "file name",
                Name = "file name",
                Value = Path.GetFileNameWithoutExtension(tiff.File.Path),
                Kind = IdentityKind.FileName,
            },
        ];
        records.AddRange(structure.Pages.Where(page => page.Role != HamamatsuPageRole.Level).Select(FindPicture));
        records.AddRange(directories
            .Where(directory => directory.Place.Depth > 0
                && (directory.Contains(TiffTag.StripOffsets) || directory.Contains(TiffTag.TileOffsets)))
            .Select(directory => Picture(directory, "unknown image")));
        foreach (var directory in directories)
        {
            records.AddRange(directory.Entries.Where(entry => OwnTags.Contains(entry.Tag))
                .SelectMany(entry => FindInTag(directory, entry)));
        }

        records.AddRange(TiffIdentity.FindRecords(directories, OwnTags));
        return records;
    }

    /// <summary>Many tags may share one long value in a hostile file: together they stay within a limit.</summary>
    private static void RequireBounded(IReadOnlyList<TiffDirectory> directories)
    {
        var searched = 0L;
        foreach (var directory in directories)
        {
            foreach (var entry in directory.Entries.Where(entry => OwnTags.Contains(entry.Tag) && entry.Type.IsBytes()))
            {
                searched += entry.Value?.Length ?? 0;
                if (searched > HamamatsuLimits.MaxSearchedBytes)
                {
                    throw directory.Damaged(
                        entry, $"brings the texts to more than {HamamatsuLimits.MaxSearchedBytes} bytes, the limit");
                }
            }
        }
    }

    private static IdentityRecord FindPicture(HamamatsuPage page) => Picture(
        page.Directory,
        page.Role switch
        {
            HamamatsuPageRole.Macro => "macro image",
            HamamatsuPageRole.Map => "map image",
            _ => "unknown image",
        });

    // The map shows where tissue is, and nobody has looked at what other programs put there.
    private static IdentityRecord Picture(TiffDirectory directory, string name) => new()
    {
        Location = directory.Location,
        Name = name,
        Kind = IdentityKind.MacroImage,
        Range = directory.Place.Range,
    };

    private static IEnumerable<IdentityRecord> FindInTag(TiffDirectory directory, TiffEntry entry)
    {
        var location = $"{directory.Location}, {HamamatsuTags.Describe(entry.Tag)}";
        if (entry.Tag == TiffTag.IccProfile)
        {
            return IccIdentity.FindRecords(directory.ReadBytes(entry), location, ValueOf(directory, entry).Offset);
        }

        // Free text on every page that has it.
        if (entry.Tag == TiffTag.ImageDescription)
        {
            return FindInText(directory, entry, location, _ => IdentityKind.Text);
        }

        if (entry.Tag == HamamatsuTags.PropertyMap)
        {
            return FindInMap(directory, entry, location);
        }

        if (!entry.Type.IsBytes())
        {
            return HamamatsuKeys.Classify(entry, null) is { } kind
                ? [Record(location, entry.Tag, null, kind, entry.Value ?? entry.Field)]
                : [];
        }

        return FindInText(directory, entry, location, text => HamamatsuKeys.Classify(entry, text));
    }

    /// <summary>Texts of a tag: several where NULs stand between them.</summary>
    private static IEnumerable<IdentityRecord> FindInText(
        TiffDirectory directory, TiffEntry entry, string location, Func<string, IdentityKind?> classify)
    {
        var value = ValueOf(directory, entry);
        var bytes = directory.ReadBytes(entry);
        for (var start = 0; start < bytes.Length;)
        {
            var length = TiffText.LengthToNul(bytes.AsSpan(start));
            var text = TiffText.DecodeAll(bytes.AsSpan(start, length)).Trim();
            if (text.Length > 0 && (start == 0 ? classify(text) : IdentityKind.UnknownKey) is { } kind)
            {
                var isText = !text.Any(letter => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t'));
                yield return Record(
                    location, entry.Tag, isText ? text : null, kind, new ByteRange(value.Offset + start, length));
            }

            start += length + 1;
        }
    }

    private static IEnumerable<IdentityRecord> FindInMap(TiffDirectory directory, TiffEntry entry, string location)
    {
        var value = ValueOf(directory, entry);
        if (!entry.Type.IsBytes() || !HamamatsuPropertyMap.TryParse(directory.ReadBytes(entry), out var map))
        {
            yield return Record(location, entry.Tag, null, IdentityKind.UnknownKey, value);
            yield break;
        }

        foreach (var property in map.Properties)
        {
            if (property.Length > 0 && HamamatsuKeys.Classify(property) is { } kind)
            {
                yield return new IdentityRecord
                {
                    Location = location,
                    Name = property.Key.Length > 0 ? property.Key : "text without a key",
                    Value = property.Value,
                    Kind = kind,
                    Range = new ByteRange(value.Offset + property.Start, property.Length),
                };
            }
        }
    }

    private static ByteRange ValueOf(TiffDirectory directory, TiffEntry entry) =>
        entry.Value ?? throw directory.Damaged(
            entry, $"says that {entry.Count} elements are at offset {entry.ValueOffset}; the file ends at {directory.FileLength}");

    private static IdentityRecord Record(string location, TiffTag tag, string? value, IdentityKind kind, ByteRange range) => new()
    {
        Location = location,
        Name = HamamatsuTags.Known.Contains(tag) ? HamamatsuTags.NameOf(tag) : tag.ToString(),
        Value = value,
        Kind = kind,
        Range = range,
    };
}
