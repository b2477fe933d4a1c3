using System.Collections.Frozen;
using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>Every place where a Leica SCN holds identity, or may.</summary>
/// <remarks>Not found here, because nothing in the file refers to it: bytes between structures; <see cref="Slide.FindHiddenIdentity"/> tells them.</remarks>
internal static class LeicaIdentity
{
    // Tags whose texts have a grammar of their own.
    private static readonly FrozenSet<TiffTag> OwnTags =
        new[] { TiffTag.ImageDescription, TiffTag.IccProfile }.ToFrozenSet();

    /// <summary>Finds the records, in the order: file name, pictures, descriptions, ICC profiles, other tags.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="structure">Its pages.</param>
    /// <exception cref="SlideFormatException">A value that identifies cannot be read.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(TiffFile tiff, LeicaStructure structure)
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
        records.AddRange(structure.Pictures.Select(picture =>
            Picture(picture.Page.Directory, picture.Image is null ? "unknown image" : "macro image")));
        records.AddRange(directories.Where(HoldsUnknownPicture).Select(child => Picture(child, "unknown image")));
        foreach (var directory in directories)
        {
            foreach (var entry in directory.Entries.Where(entry => entry.Tag == TiffTag.ImageDescription))
            {
                records.AddRange(FindInDescription(directory, entry, structure.Collection));
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
                if (searched > LeicaLimits.MaxSearchedBytes)
                {
                    throw directory.Damaged(
                        entry,
                        $"brings descriptions and ICC profiles to more than {LeicaLimits.MaxSearchedBytes} bytes, the limit");
                }
            }
        }
    }

    /// <summary>A child directory with pixels: Leica writes none, so nobody knows what it shows.</summary>
    private static bool HoldsUnknownPicture(TiffDirectory directory) =>
        directory.Place.Depth > 0 && (directory.Contains(TiffTag.StripOffsets) || directory.Contains(TiffTag.TileOffsets));

    private static IdentityRecord Picture(TiffDirectory directory, string name) => new()
    {
        Location = directory.Location,
        Name = name,
        Kind = IdentityKind.MacroImage,
        Range = directory.Place.Range,
    };

    private static IEnumerable<IdentityRecord> FindInDescription(
        TiffDirectory directory, TiffEntry entry, LeicaCollection collection)
    {
        // Only the first page has one; what stands elsewhere was put there by somebody.
        var isCollection = entry == collection.Entry;
        var bytes = isCollection ? collection.Bytes : directory.ReadBytes(entry);
        var place = new LeicaPlace($"{directory.Location}, {entry.Name}", entry.Value!.Value.Offset, bytes);
        var textLength = TiffText.LengthToNul(bytes);
        var found = isCollection ? new LeicaXmlIdentity(place, collection.Map).Find()
            : bytes.AsSpan(0, textLength).Trim(XmlMap.Blanks).IsEmpty ? []
            : [place.Text("ImageDescription", IdentityKind.UnknownKey, 0, textLength)];

        // What stands behind the first NUL, where readers stop: an older, longer text that was overwritten.
        var rest = bytes.AsSpan(textLength);
        var first = rest.IndexOfAnyExcept("\0 \t\r\n"u8);
        return first < 0
            ? found
            :
            [
                .. found,
                place.Text(
                    "text behind the end",
                    IdentityKind.UnknownKey,
                    textLength + first,
                    rest.LastIndexOfAnyExcept("\0 \t\r\n"u8) + 1 - first),
            ];
    }

    private static IEnumerable<IdentityRecord> FindInProfiles(TiffDirectory directory) =>
        directory.Entries
            .Where(entry => entry.Tag == TiffTag.IccProfile)
            .SelectMany(entry => IccIdentity.FindRecords(
                directory.ReadBytes(entry), $"{directory.Location}, {entry.Name}", entry.Value!.Value.Offset));
}
