using System.Collections.Frozen;
using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>Every place where an Aperio file holds identity, or may.</summary>
/// <remarks>
/// Not found here, because nothing in the file refers to it: bytes between structures, which
/// <see cref="Slide.FindHiddenIdentity"/> tells, and the annotation files that ImageScope keeps beside a slide.
/// </remarks>
internal static class AperioIdentity
{
    // Tags whose texts have a grammar of their own.
    private static readonly FrozenSet<TiffTag> OwnTags =
        new[] { TiffTag.ImageDescription, TiffTag.IccProfile }.ToFrozenSet();

    /// <summary>Finds the records, in the order: file name, pictures, descriptions, ICC profiles, other tags.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="structure">Its pages.</param>
    /// <exception cref="SlideFormatException">A value that identifies cannot be read.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(TiffFile tiff, AperioStructure structure)
    {
        var directories = tiff.ReadAllDirectories();
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
        RequireBounded(directories);
        foreach (var directory in directories)
        {
            records.AddRange(FindInDescriptions(directory));
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
                if (searched > AperioLimits.MaxSearchedBytes)
                {
                    throw directory.Damaged(
                        entry,
                        $"brings descriptions and ICC profiles to more than {AperioLimits.MaxSearchedBytes} bytes, the limit");
                }
            }
        }
    }

    private static IdentityRecord? FindPicture(AperioPage page)
    {
        var (name, kind) = page.Role switch
        {
            AperioPageRole.Label => ("label image", IdentityKind.LabelImage),
            AperioPageRole.Macro => ("macro image", IdentityKind.MacroImage),
            AperioPageRole.Unknown => ("unknown image", IdentityKind.MacroImage),
            _ => (string.Empty, IdentityKind.UnknownKey),
        };
        return name.Length == 0 ? null : Picture(page.Directory, name, kind);
    }

    /// <summary>A child directory with pixels: Aperio writes none, so nobody knows what it shows.</summary>
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

    private static IEnumerable<IdentityRecord> FindInDescriptions(TiffDirectory directory)
    {
        // All of them: a second tag 270 is not read by anybody, and still there.
        foreach (var entry in directory.Entries.Where(entry => entry.Tag == TiffTag.ImageDescription))
        {
            var isParsed = AperioDescription.TryParse(directory.ReadBytes(entry), out var description);
            var place = new Place($"{directory.Location}, {entry.Name}", entry.Value!.Value);
            if (!isParsed)
            {
                yield return place.Record("ImageDescription", null, IdentityKind.UnknownKey, 0, (int)place.Value.Length);
                continue;
            }

            foreach (var record in FindInDescription(description!, place))
            {
                yield return record;
            }
        }
    }

    private static IEnumerable<IdentityRecord> FindInDescription(AperioDescription description, Place place)
    {
        foreach (var line in description.Lines.Where(line => !AperioHeader.IsHarmless(line.Text)))
        {
            yield return place.Record("header", line, IdentityKind.UnknownKey);
        }

        foreach (var (key, value) in description.Properties)
        {
            var kind = AperioKeys.Classify(key, value.Text);
            if (kind is { } known && value.Length > 0)
            {
                yield return place.Record(key.Length > 0 ? key : "text without a key", value, known);
            }
        }

        if (description.Residue is { } residue)
        {
            yield return place.Record("text behind the end", residue, IdentityKind.UnknownKey);
        }
    }

    private static IEnumerable<IdentityRecord> FindInProfiles(TiffDirectory directory) =>
        directory.Entries
            .Where(entry => entry.Tag == TiffTag.IccProfile)
            .SelectMany(entry => IccIdentity.FindRecords(
                directory.ReadBytes(entry), $"{directory.Location}, {entry.Name}", entry.Value!.Value.Offset));

    private readonly record struct Place(string Location, ByteRange Value)
    {
        public IdentityRecord Record(string name, AperioText text, IdentityKind kind) =>
            Record(name, text.Text, kind, text.Start, text.Length);

        public IdentityRecord Record(string name, string? value, IdentityKind kind, int start, int length) => new()
        {
            Location = Location,
            Name = name,
            Value = value,
            Kind = kind,
            Range = new ByteRange(Value.Offset + start, length),
        };
    }
}
