using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>A picture beside the pyramid: a LABEL, OVERVIEW or THUMBNAIL instance, of one frame or of tiles.</summary>
internal sealed class DicomAssociatedImage : AssociatedImage
{
    private readonly int _fileIndex;

    /// <summary>Makes the picture.</summary>
    /// <param name="image">Its instances.</param>
    /// <param name="fileIndex">Of its first part.</param>
    /// <exception cref="SlideFormatException">The tile tables are damaged or say what is not supported.</exception>
    public DicomAssociatedImage(DicomImage image, int fileIndex)
    {
        Image = image;
        _fileIndex = fileIndex;
        Tiles = DicomTileTable.Create(image);
        Encoding = DicomTileEncoding.Read(image, Tiles);
        Kind = image.Role switch
        {
            DicomRole.Thumbnail => AssociatedImageKind.Thumbnail,
            DicomRole.Label => AssociatedImageKind.Label,
            DicomRole.Overview => AssociatedImageKind.Macro,
            _ => AssociatedImageKind.Unknown,
        };
    }

    /// <summary>The instances.</summary>
    public DicomImage Image { get; }

    /// <summary>Where the frames are.</summary>
    public DicomTileTable Tiles { get; }

    /// <inheritdoc/>
    public override AssociatedImageKind Kind { get; }

    /// <inheritdoc/>
    public override PixelSize Size => Image.Size;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override string Location => $"file {_fileIndex + 1}";

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg()
    {
        if (Encoding.Compression != TileCompression.Jpeg || Image.FrameSize != Size || Tiles.Count != 1)
        {
            return null;
        }

        var joined = JpegStripJoiner.TryJoin(
            new JpegStripImage
            {
                Tables = default,
                Color = JpegStreamColor.ToJpeg(Encoding.Color),
                Width = Size.Width,
                Height = Size.Height,
                RowsPerStrip = Size.Height,
                Strips = new ReadOnlyMemory<byte>[] { ReadFrame(0) },
            },
            JpegLimits.Default,
            out var stream,
            out _);
        return joined ? stream : null;
    }

    /// <inheritdoc/>
    /// <exception cref="CodecException">The library that decodes the frames is not on this machine.</exception>
    public override byte[] ReadPixels()
    {
        var samples = Encoding.SamplesPerPixel;
        if (Size.Area * samples > DicomFormatLimits.MaxPictureSamples
            || Tiles.Count * (double)Image.FrameSize.Area * samples > 4.0 * DicomFormatLimits.MaxPictureSamples)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"{Location}: {Size} pixels need more than {nameof(DicomFormatLimits.MaxPictureSamples)}",
                Image.First.Path);
        }

        // What no frame shows is white.
        var pixels = new byte[Size.Area * samples];
        pixels.AsSpan().Fill(byte.MaxValue);
        for (var tile = 0; tile < Tiles.Count; tile++)
        {
            if (Tiles.GetRange(tile).Length > 0)
            {
                Draw(tile, DicomFrameDecoder.Decode(ReadFrame(tile), this), pixels);
            }
        }

        return pixels;
    }

    private byte[] ReadFrame(int tile)
    {
        var range = Tiles.GetRange(tile);
        var frame = new byte[range.Length];
        Tiles.Read(range.Offset, frame);
        return frame;
    }

    private void Draw(int tile, byte[] frame, byte[] pixels)
    {
        var samples = Encoding.SamplesPerPixel;
        var (row, column) = Math.DivRem(tile, Image.TileColumns);
        var (left, top) = (column * Image.FrameSize.Width, row * Image.FrameSize.Height);
        var width = Math.Min(Image.FrameSize.Width, Size.Width - left);
        for (var y = 0; y < Math.Min(Image.FrameSize.Height, Size.Height - top); y++)
        {
            frame.AsSpan(y * Image.FrameSize.Width * samples, width * samples)
                .CopyTo(pixels.AsSpan((((top + y) * Size.Width) + left) * samples));
        }
    }
}
