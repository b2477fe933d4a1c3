using System.Collections.Frozen;
using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>Every place of identity that TIFF itself has: names, pictures, ICC profiles and tags of every directory.</summary>
/// <remarks>Not found here, because nothing in the file refers to it: bytes between structures; <see cref="Slide.FindHiddenIdentity"/> tells them.</remarks>
internal static class TiffPageIdentity
{
    // Texts and profiles of a real slide have some kilobytes, a large profile two megabytes.
    private const int MaxSearchedBytes = 128 * 1024 * 1024;

    private static readonly FrozenSet<TiffTag> OwnTags = new[] { TiffTag.IccProfile }.ToFrozenSet();

    private static readonly FrozenSet<TiffTag> OwnTagsWithText =
        new[] { TiffTag.IccProfile, TiffTag.ImageDescription }.ToFrozenSet();

    /// <summary>Finds the records, in the order: file name, pictures, descriptions, ICC profiles, other tags.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="levels">The pages that are levels: every other directory with pixels is a picture of what nobody knows.</param>
    /// <param name="pictures">The pages of which something is known.</param>
    /// <param name="findInDescription">
    /// Finds what is in a tag 270 with a grammar; null where every text in it counts as identity.
    /// </param>
    /// <exception cref="SlideFormatException">A value that identifies cannot be read, or the texts are too long.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(
        TiffFile tiff,
        IEnumerable<TiffImage> levels,
        IReadOnlyList<TiffPagePicture> pictures,
        Func<TiffDirectory, TiffEntry, IEnumerable<IdentityRecord>>? findInDescription)
    {
        var directories = tiff.ReadAllDirectories();
        RequireBounded(directories);
        List<IdentityRecord> records = [FileName(tiff.File.Path, 0)];
        var known = levels.Select(level => level.Directory.Place.Range.Offset).ToHashSet();
        records.AddRange(directories
            .Where(directory => !known.Contains(directory.Place.Range.Offset) && HasPixels(directory))
            .Select(directory => Picture(directory, pictures))
            .OfType<IdentityRecord>());
        foreach (var directory in directories)
        {
            foreach (var entry in directory.Entries)
            {
                if (entry.Tag == TiffTag.IccProfile)
                {
                    records.AddRange(IccIdentity.FindRecords(
                        directory.ReadBytes(entry), $"{directory.Location}, {entry.Name}", entry.Value!.Value.Offset));
                }
                else if (entry.Tag == TiffTag.ImageDescription && findInDescription is not null)
                {
                    records.AddRange(findInDescription(directory, entry));
                }
            }
        }

        records.AddRange(TiffIdentity.FindRecords(directories, findInDescription is null ? OwnTags : OwnTagsWithText));
        return records;
    }

    /// <summary>The record of a file's name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fileIndex">Which of the slide's files it is, 0-based.</param>
    public static IdentityRecord FileName(string path, int fileIndex) => new()
    {
        FileIndex = fileIndex,
        Location = "file name",
        Name = "file name",
        Value = Path.GetFileNameWithoutExtension(path),
        Kind = IdentityKind.FileName,
    };

    private static bool HasPixels(TiffDirectory directory) =>
        directory.Contains(TiffTag.StripOffsets) || directory.Contains(TiffTag.TileOffsets);

    // A thumbnail shows what the levels show.
    private static IdentityRecord? Picture(TiffDirectory directory, IReadOnlyList<TiffPagePicture> pictures)
    {
        var kind = pictures.FirstOrDefault(
            picture => picture.Image.Directory.Place.Range.Offset == directory.Place.Range.Offset)?.Kind;
        if (kind == AssociatedImageKind.Thumbnail)
        {
            return null;
        }

        var (name, identity) = kind switch
        {
            AssociatedImageKind.Label => ("label image", IdentityKind.LabelImage),
            AssociatedImageKind.Macro => ("macro image", IdentityKind.MacroImage),
            _ => ("unknown image", IdentityKind.MacroImage),
        };
        return new IdentityRecord
        {
            Location = directory.Location,
            Name = name,
            Kind = identity,
            Range = directory.Place.Range,
        };
    }

    /// <summary>Many tags may share one long value in a hostile file: together they stay within a limit.</summary>
    private static void RequireBounded(IReadOnlyList<TiffDirectory> directories)
    {
        var searched = 0L;
        foreach (var directory in directories)
        {
            foreach (var entry in directory.Entries.Where(entry => OwnTagsWithText.Contains(entry.Tag)))
            {
                searched += entry.Value?.Length ?? 0;
                if (searched > MaxSearchedBytes)
                {
                    throw directory.Damaged(
                        entry, $"brings descriptions and ICC profiles to more than {MaxSearchedBytes} bytes, the limit");
                }
            }
        }
    }
}
