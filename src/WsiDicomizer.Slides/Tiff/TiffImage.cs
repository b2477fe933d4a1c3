using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Tiff;

/// <summary>The picture of a page: its geometry and how it is stored, as the tags say. No pixel is read for it.</summary>
/// <remarks>Immutable and thread-safe. Strips are segments as wide as the image.</remarks>
public sealed class TiffImage
{
    private TiffImage(TiffDirectory directory, PixelSize size, PixelSize segmentSize, bool isTiled)
    {
        Directory = directory;
        Size = size;
        SegmentSize = segmentSize;
        IsTiled = isTiled;
    }

    /// <summary>The page.</summary>
    public TiffDirectory Directory { get; }

    /// <summary>The size of the image.</summary>
    public PixelSize Size { get; }

    /// <summary>The size of a tile, or of a strip that is not the last.</summary>
    public PixelSize SegmentSize { get; }

    /// <summary>Tiles or strips.</summary>
    public bool IsTiled { get; }

    /// <summary>Tag 259, 1 where missing.</summary>
    public int Compression { get; private init; }

    /// <summary>Tag 262; where missing, 2 for three samples and 1 for one.</summary>
    public int Photometric { get; private init; }

    /// <summary>Tag 258, the same for every sample; 1 where missing.</summary>
    public int BitsPerSample { get; private init; }

    /// <summary>Tag 277, 1 where missing.</summary>
    public int SamplesPerPixel { get; private init; }

    /// <summary>Tag 317: 1 none, 2 horizontal differencing.</summary>
    public int Predictor { get; private init; }

    /// <summary>Tag 284: 1 interleaved, 2 planes.</summary>
    public int PlanarConfiguration { get; private init; }

    /// <summary>The number of segments across.</summary>
    public int SegmentColumns => (int)DivideRoundingUp(Size.Width, SegmentSize.Width);

    /// <summary>The number of segments down.</summary>
    public int SegmentRows => (int)DivideRoundingUp(Size.Height, SegmentSize.Height);

    /// <summary>Whether a page has tiles: tag 322 or 324.</summary>
    /// <param name="directory">The page.</param>
    public static bool HasTiles(TiffDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return directory.Contains(TiffTag.TileWidth) || directory.Contains(TiffTag.TileOffsets);
    }

    /// <summary>Reads the geometry of a page.</summary>
    /// <param name="directory">The page.</param>
    /// <exception cref="SlideFormatException">
    /// A tag that it needs is missing or makes no sense, or the samples differ in width.
    /// </exception>
    public static TiffImage Read(TiffDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var isTiled = HasTiles(directory);
        var size = new PixelSize(
            ReadDimension(directory, TiffTag.ImageWidth), ReadDimension(directory, TiffTag.ImageLength));
        var segmentSize = isTiled
            ? new PixelSize(ReadDimension(directory, TiffTag.TileWidth), ReadDimension(directory, TiffTag.TileLength))
            : new PixelSize(size.Width, ReadRowsPerStrip(directory, size.Height));
        var samples = ReadSmall(directory, TiffTag.SamplesPerPixel, 1);
        return new TiffImage(directory, size, segmentSize, isTiled)
        {
            Compression = ReadSmall(directory, TiffTag.Compression, 1),
            Photometric = ReadSmall(directory, TiffTag.PhotometricInterpretation, samples >= 3 ? 2 : 1),
            BitsPerSample = ReadBitsPerSample(directory),
            SamplesPerPixel = samples,
            Predictor = ReadSmall(directory, TiffTag.Predictor, 1),
            PlanarConfiguration = ReadSmall(directory, TiffTag.PlanarConfiguration, 1),
        };
    }

    /// <summary>Reads where the tiles or strips are: two bulk reads.</summary>
    /// <exception cref="SlideFormatException">A table is missing, too short or too long.</exception>
    public TiffSegmentTable ReadSegments()
    {
        var count = DivideRoundingUp(Size.Width, SegmentSize.Width) * DivideRoundingUp(Size.Height, SegmentSize.Height);
        var limit = Directory.Limits.MaxArrayLength;
        return count <= limit
            ? TiffSegmentTable.Read(Directory, IsTiled, (int)count)
            : throw new SlideFormatException(
                SlideProblem.Damaged,
                $"{Directory.Location}: {Size} pixels in segments of {SegmentSize} make {count} of them; the limit is {limit}",
                Directory.Path,
                Directory.Place.Range.Offset);
    }

    private static long DivideRoundingUp(long value, long divisor) => (value + divisor - 1) / divisor;

    private static int ReadDimension(TiffDirectory directory, TiffTag tag)
    {
        var value = directory.ReadInteger(tag);
        return value is >= 1 and <= int.MaxValue
            ? (int)value
            : throw directory.Damaged(directory.Find(tag)!.Value, $"is {value}; expected 1 to {int.MaxValue}");
    }

    private static int ReadRowsPerStrip(TiffDirectory directory, int height)
    {
        // Missing or 2^32-1 means one strip: TIFF 6.0 section 8.
        var rows = directory.ReadInteger(TiffTag.RowsPerStrip, uint.MaxValue);
        return rows >= 1
            ? (int)Math.Min(rows, (ulong)height)
            : throw directory.Damaged(directory.Find(TiffTag.RowsPerStrip)!.Value, "is 0; expected at least 1");
    }

    private static int ReadSmall(TiffDirectory directory, TiffTag tag, int fallback)
    {
        var value = directory.ReadInteger(tag, (ulong)fallback);
        return value <= ushort.MaxValue
            ? (int)value
            : throw directory.Damaged(directory.Find(tag)!.Value, $"is {value}; expected at most {ushort.MaxValue}");
    }

    private static int ReadBitsPerSample(TiffDirectory directory)
    {
        if (directory.ReadIntegers(TiffTag.BitsPerSample) is not { Count: > 0 } bits)
        {
            return 1;
        }

        for (var i = 1; i < bits.Count; i++)
        {
            if (bits[i] != bits[0])
            {
                throw directory.Unsupported("the samples of a pixel have different numbers of bits (tag 258)");
            }
        }

        return bits[0] <= ushort.MaxValue
            ? (int)bits[0]
            : throw directory.Damaged(directory.Find(TiffTag.BitsPerSample)!.Value, $"is {bits[0]}; expected 8 or 16");
    }
}
