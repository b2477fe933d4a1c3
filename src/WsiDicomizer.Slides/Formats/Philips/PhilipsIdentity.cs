using System.Collections.Frozen;
using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.PhilipsXml;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>Every place where a Philips TIFF holds identity, or may.</summary>
/// <remarks>Not found here, because nothing in the file refers to it: bytes between structures; <see cref="Slide.FindHiddenIdentity"/> tells them.</remarks>
internal static class PhilipsIdentity
{
    // Tags whose texts have a grammar of their own.
    private static readonly FrozenSet<TiffTag> OwnTags =
        new[] { TiffTag.ImageDescription, TiffTag.IccProfile }.ToFrozenSet();

    /// <summary>Finds the records, in the order: file name, pictures, descriptions, ICC profiles, other tags.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="structure">Its pages.</param>
    /// <exception cref="SlideFormatException">A value that identifies cannot be read.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(TiffFile tiff, PhilipsStructure structure)
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
        records.AddRange(structure.Pages.Select(FindPicture).OfType<IdentityRecord>());
        records.AddRange(directories.Where(directory => directory.Place.Depth > 0).Select(FindPicture).OfType<IdentityRecord>());
        foreach (var directory in directories)
        {
            foreach (var entry in directory.Entries.Where(entry => entry.Tag == TiffTag.ImageDescription))
            {
                records.AddRange(FindInDescription(directory, entry, structure.Import));
            }

            records.AddRange(FindInProfiles(directory));
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
            foreach (var entry in directory.Entries.Where(entry => OwnTags.Contains(entry.Tag)))
            {
                searched += entry.Value?.Length ?? 0;
                if (searched > PhilipsLimits.MaxSearchedBytes)
                {
                    throw directory.Damaged(
                        entry,
                        $"brings descriptions and ICC profiles to more than {PhilipsLimits.MaxSearchedBytes} bytes, the limit");
                }
            }
        }
    }

    private static IdentityRecord? FindPicture(PhilipsPage page) => page.Role switch
    {
        PhilipsPageRole.Label => Picture(page.Directory, "label image", IdentityKind.LabelImage),
        PhilipsPageRole.Macro => Picture(page.Directory, "macro image", IdentityKind.MacroImage),
        PhilipsPageRole.Unknown => Picture(page.Directory, "unknown image", IdentityKind.MacroImage),
        _ => null,
    };

    /// <summary>A child directory with pixels: Philips writes none, so nobody knows what it shows.</summary>
    private static IdentityRecord? FindPicture(TiffDirectory child) =>
        child.Contains(TiffTag.StripOffsets) || child.Contains(TiffTag.TileOffsets)
            ? Picture(child, "unknown image", IdentityKind.MacroImage)
            : null;

    private static IdentityRecord Picture(TiffDirectory directory, string name, IdentityKind kind) => new()
    {
        Location = directory.Location,
        Name = name,
        Kind = kind,
        Range = directory.Place.Range,
    };

    private static IEnumerable<IdentityRecord> FindInDescription(TiffDirectory directory, TiffEntry entry, PhilipsImport import)
    {
        // The first page's is parsed already.
        var isImport = entry == import.Entry;
        var bytes = isImport ? import.Bytes : directory.ReadBytes(entry);
        var place = new PhilipsPlace($"{directory.Location}, {entry.Name}", entry.Value!.Value.Offset, bytes);
        var textLength = TiffText.LengthToNul(bytes);
        var text = bytes.AsSpan(0, textLength);
        var map = isImport ? import.Map : null;
        var isXml = map is not null || (text.TrimStart(XmlMap.Blanks) is [(byte)'<', ..]
            && XmlMap.TryParse(text.ToArray(), XmlMapLimits.Default, out map, out _)
            && PhilipsImport.IsImport(map));
        var found = isXml ? new PhilipsImportIdentity(place, map!).Find()
            : PhilipsDescription.IsHarmless(TiffText.DecodeAll(text)) || text.Trim(XmlMap.Blanks).IsEmpty ? []
            : [place.Text("ImageDescription", IdentityKind.UnknownKey, 0, textLength)];
        return found.Concat(FindResidue(place, textLength));
    }

    /// <summary>What stands behind the first NUL, where readers stop: an older, longer text that was overwritten.</summary>
    private static IEnumerable<IdentityRecord> FindResidue(PhilipsPlace place, int textLength)
    {
        var rest = place.Bytes.AsSpan(textLength);
        var first = rest.IndexOfAnyExcept("\0 \t\r\n"u8);
        return first < 0
            ? []
            : [place.Text("text behind the end", IdentityKind.UnknownKey, textLength + first, rest.LastIndexOfAnyExcept("\0 \t\r\n"u8) + 1 - first)];
    }

    private static IEnumerable<IdentityRecord> FindInProfiles(TiffDirectory directory) =>
        directory.Entries
            .Where(entry => entry.Tag == TiffTag.IccProfile)
            .SelectMany(entry => IccIdentity.FindRecords(
                directory.ReadBytes(entry), $"{directory.Location}, {entry.Name}", entry.Value!.Value.Offset));
}
