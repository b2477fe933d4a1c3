using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Hidden;

/// <summary>What the directories of a TIFF, BigTIFF or NDPI file refer to: values, tables, strips and tiles.</summary>
/// <remarks>
/// Sources: TIFF 6.0 sections 2 and 22; TIFF Technical Note 2 (tag 347). Of JPEG in the old way (compression 6) the tags 513,
/// 514 and 519 to 521 lead to more bytes; a file with those has no gaps that could be told.
/// </remarks>
internal static class TiffFileMap
{
    private const int OldJpeg = 6;
    private const int Jpeg = 7;
    private const int JpegInterchangeFormat = 513;
    private const int JpegAcTables = 521;

    private static readonly (TiffTag Offsets, TiffTag Lengths, string Name)[] Tables =
    [
        (TiffTag.TileOffsets, TiffTag.TileByteCounts, "tile"),
        (TiffTag.StripOffsets, TiffTag.StripByteCounts, "strip"),
    ];

    /// <summary>Reads the map of a file.</summary>
    /// <param name="tiff">Its structure.</param>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/> it is, 0-based.</param>
    /// <param name="limits">How many pieces there may be.</param>
    /// <exception cref="SlideFormatException">A directory or table is damaged.</exception>
    public static FileMap Read(TiffFile tiff, int fileIndex, HiddenIdentityLimits limits)
    {
        var directories = tiff.ReadAllDirectories();
        var map = new FileMap(tiff.File, fileIndex, limits)
        {
            IsComplete = !directories.SelectMany(directory => directory.Entries)
                .Any(entry => (int)entry.Tag is >= JpegInterchangeFormat and <= JpegAcTables),
        };
        map.AddStructure(new ByteRange(0, tiff.Header.Layout.HeaderBytes));
        foreach (var directory in directories)
        {
            AddDirectory(map, directory);
        }

        return map;
    }

    private static void AddDirectory(FileMap map, TiffDirectory directory)
    {
        map.AddStructure(directory.Place.Range);
        foreach (var entry in directory.Entries)
        {
            if (entry is { Value: { } value } && entry.Tag == TiffTag.JpegTables)
            {
                map.AddStream(map.AddPlace($"{directory.Location}, {entry.Name}"), -1, value, TileCompression.Jpeg);
            }
            else if (entry is { Value: { } elsewhere, IsInline: false })
            {
                map.AddStructure(elsewhere);
            }
        }

        var compression = CompressionOf(directory);
        foreach (var (offsets, lengths, name) in Tables)
        {
            if (directory.Contains(offsets))
            {
                AddSegments(map, directory, (offsets, lengths), map.AddPlace($"{directory.Location}, {name}"), compression);
            }
        }
    }

    private static void AddSegments(
        FileMap map, TiffDirectory directory, (TiffTag Offsets, TiffTag Lengths) tables, int place, TileCompression compression)
    {
        var offsets = directory.ReadIntegers(tables.Offsets)!;
        var lengths = directory.ReadIntegers(tables.Lengths) ?? throw directory.Missing(tables.Lengths);
        for (var index = 0; index < Math.Min(offsets.Count, lengths.Count); index++)
        {
            // A tile beyond the end is damaged, and told when it is read; 0 means that it is not stored.
            var (offset, length) = (offsets[index], lengths[index]);
            if (offset != 0 && length != 0 && offset < (ulong)directory.FileLength)
            {
                var range = new ByteRange((long)offset, (long)Math.Min(length, (ulong)directory.FileLength - offset));
                map.AddStream(place, index, range, compression);
            }
        }
    }

    private static TileCompression CompressionOf(TiffDirectory directory) =>
        directory.ReadInteger(TiffTag.Compression, 1) switch
        {
            1 => TileCompression.Uncompressed,
            5 => TileCompression.Lzw,
            OldJpeg or Jpeg => TileCompression.Jpeg,
            8 or 32946 => TileCompression.Deflate,
            33003 or 33004 or 33005 or 34712 => TileCompression.Jpeg2000,
            50000 => TileCompression.Zstandard,
            22610 => TileCompression.JpegXr,
            _ => TileCompression.Unknown,
        };
}
