using System.Collections.Frozen;
using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Everywhere a Ventana file holds identity, or may.</summary>
/// <remarks>Not found here, because nothing in the file refers to it: bytes between structures; <see cref="Slide.FindHiddenIdentity"/> tells them.</remarks>
internal static class VentanaIdentity
{
    // Tags whose texts have a grammar of their own.
    private static readonly FrozenSet<TiffTag> OwnTags =
        new[] { TiffTag.ImageDescription, TiffTag.Xmp, TiffTag.IccProfile }.ToFrozenSet();

    /// <summary>Finds the records, in the order: file name, pictures, descriptions and XML, ICC profiles, other tags.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="structure">Its pages.</param>
    /// <exception cref="SlideFormatException">A value that identifies cannot be read.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(TiffFile tiff, VentanaStructure structure)
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
        var levelSize = structure.Levels[0].Size;
        records.AddRange(structure.Pages
            .Where(page => page.Level is null
                && VentanaAssociatedImage.KindOf(page, levelSize) != AssociatedImageKind.Thumbnail)
            .Select(page => Picture(page.Image.Directory, NameOf(page.Role))));
        records.AddRange(directories.Where(HoldsUnknownPicture).Select(child => Picture(child, "unknown image")));
        foreach (var directory in directories)
        {
            foreach (var entry in directory.Entries)
            {
                records.AddRange(FindIn(directory, entry, structure));
            }
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
                if (searched > VentanaLimits.MaxSearchedBytes)
                {
                    throw directory.Damaged(
                        entry,
                        $"brings descriptions, XML and ICC profiles to more than {VentanaLimits.MaxSearchedBytes} bytes, the limit");
                }
            }
        }
    }

    private static string NameOf(VentanaPageRole role) => role switch
    {
        VentanaPageRole.Overview => "overview with label",
        VentanaPageRole.Probability => "probability image",
        VentanaPageRole.Thumbnail => "thumbnail of another shape",
        _ => "unknown image",
    };

    /// <summary>A child directory with pixels: Ventana writes none, so nobody knows what it shows.</summary>
    private static bool HoldsUnknownPicture(TiffDirectory directory) =>
        directory.Place.Depth > 0 && (directory.Contains(TiffTag.StripOffsets) || directory.Contains(TiffTag.TileOffsets));

    private static IdentityRecord Picture(TiffDirectory directory, string name) => new()
    {
        Location = directory.Location,
        Name = name,
        Kind = IdentityKind.MacroImage,
        Range = directory.Place.Range,
    };

    private static IEnumerable<IdentityRecord> FindIn(TiffDirectory directory, TiffEntry entry, VentanaStructure structure)
    {
        if (!OwnTags.Contains(entry.Tag))
        {
            return [];
        }

        var bytes = directory.ReadBytes(entry);
        var place = new VentanaPlace($"{directory.Location}, {entry.Name}", entry.Value!.Value.Offset, bytes);
        return entry.Tag switch
        {
            TiffTag.IccProfile => IccIdentity.FindRecords(bytes, place.Location, place.Offset),
            TiffTag.Xmp => [.. FindInXml(place, KnownXml(entry, structure)), .. FindBehindTheEnd(place)],
            _ => [.. FindInDescription(place), .. FindBehindTheEnd(place)],
        };
    }

    private static XmlMap? KnownXml(TiffEntry entry, VentanaStructure structure) =>
        entry == structure.Scan.Xml.Entry ? structure.Scan.Xml.Map
        : entry == structure.EncodeInfo?.Xml.Entry ? structure.EncodeInfo.Xml.Map
        : null;

    private static IEnumerable<IdentityRecord> FindInXml(VentanaPlace place, XmlMap? known)
    {
        var length = TiffText.LengthToNul(place.Bytes);
        if (known is null && !XmlMap.TryParse(place.Bytes[..length], VentanaLimits.Xml, out known, out _))
        {
            // What nobody can read may say anything.
            return IsBlank(place, length) ? [] : [place.Text("XMP", IdentityKind.UnknownKey, 0, length)];
        }

        return new VentanaXmlIdentity(place, known).Find();
    }

    private static IEnumerable<IdentityRecord> FindInDescription(VentanaPlace place)
    {
        var length = TiffText.LengthToNul(place.Bytes);
        return IsBlank(place, length) || VentanaKeys.IsDescription(TiffText.DecodeAll(place.Bytes.AsSpan(0, length)))
            ? []
            : [place.Text("ImageDescription", IdentityKind.UnknownKey, 0, length)];
    }

    private static bool IsBlank(VentanaPlace place, int length) =>
        place.Bytes.AsSpan(0, length).IndexOfAnyExcept(XmlMap.Blanks) < 0;

    // What stands behind the first NUL, where readers stop: an older, longer text that was overwritten.
    private static IEnumerable<IdentityRecord> FindBehindTheEnd(VentanaPlace place)
    {
        var length = TiffText.LengthToNul(place.Bytes);
        var rest = place.Bytes.AsSpan(length);
        var first = rest.IndexOfAnyExcept("\0 \t\r\n"u8);
        return first < 0
            ? []
            :
            [
                place.Text(
                    "text behind the end",
                    IdentityKind.UnknownKey,
                    length + first,
                    rest.LastIndexOfAnyExcept("\0 \t\r\n"u8) + 1 - first),
            ];
    }
}
