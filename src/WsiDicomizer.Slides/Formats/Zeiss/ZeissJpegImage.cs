using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>A picture beside the pyramid that is one JPEG stream: the thumbnail, or the one subblock of an attached CZI.</summary>
internal sealed class ZeissJpegImage : AssociatedImage
{
    private readonly ZeissBytes _bytes;
    private readonly ByteRange _stream;

    private ZeissJpegImage(ZeissBytes bytes, ByteRange stream, JpegHeader header, JpegColor color, AssociatedImageKind kind, string location)
    {
        _bytes = bytes;
        _stream = stream;
        Kind = kind;
        Location = location;
        Size = new PixelSize(header.Width, header.Height);
        Encoding = new TileEncoding
        {
            Compression = TileCompression.Jpeg,
            Color = color switch
            {
                JpegColor.Grey => TileColor.Grey,
                JpegColor.Rgb => TileColor.Rgb,
                _ => TileColor.YCbCr,
            },
            BitsPerSample = header.Precision,
            SamplesPerPixel = header.Components.Count,
            VendorName = ZeissPixels.NameOf(ZeissPixels.Jpeg),
        };
    }

    /// <inheritdoc/>
    public override AssociatedImageKind Kind { get; }

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override string Location { get; }

    /// <summary>Makes the picture.</summary>
    /// <param name="bytes">The CZI that the stream is in.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="kind">What it shows.</param>
    /// <param name="location">Where it is, for people.</param>
    /// <returns>Null where it is no JPEG of 8 bits with one or three components.</returns>
    public static ZeissJpegImage? TryRead(ZeissBytes bytes, ByteRange stream, AssociatedImageKind kind, string location) =>
        stream.Length is > 0 and <= ZeissLimits.MaxAttachedPictureBytes
        && JpegHeader.TryRead(bytes.Read(stream), JpegLimits.Default, out var header)
        && header is { Width: > 0, Height: > 0, Precision: 8, ImpliedColor: { } color }
        && header.Components.Count is 1 or 3
        && (long)header.Width * header.Height * header.Components.Count <= ZeissLimits.MaxDecodedBytes
            ? new ZeissJpegImage(bytes, stream, header, color, kind, location)
            : null;

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => JpegPicture.TryRewrite(_bytes.Read(_stream), Encoding.Color, Damaged);

    /// <inheritdoc/>
    public override byte[] ReadPixels() => JpegPicture.Decode(_bytes.Read(_stream), Damaged).Samples;

    private SlideFormatException Damaged(string what, Exception? cause) => new(
        SlideProblem.Damaged,
        $"{Location}: the JPEG stream cannot be decoded: {what}",
        _bytes.File.Path,
        _bytes.InFile(_stream).Offset,
        cause);
}
