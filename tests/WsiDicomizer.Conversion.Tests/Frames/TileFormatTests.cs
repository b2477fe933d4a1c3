using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>What may be copied under the labels that DICOM has, and what would make a label false.</summary>
public class TileFormatTests
{
    private const int Side = 16;

    // Of the first component in SIZ: SOC, marker, length, Rsiz, eight numbers and Csiz stand before it.
    private const int FirstComponent = 2 + 2 + 2 + 2 + 32 + 2;
    private const int SizEnd = FirstComponent + (3 * 3);

    [Theory]
    [InlineData(JpegColor.Rgb, true)]
    [InlineData(JpegColor.YCbCr, false)]
    public void ReadHeader_JpegOfAnotherColourThanTheLevel_IsRefused(JpegColor color, bool isCopied)
    {
        var tile = Jpeg(color);

        var fault = new JpegTileFormat(Level(tile, TileCompression.Jpeg), JpegLimits.Default).ReadHeader(tile, true, out var header);

        Assert.Equal(isCopied, fault is null);
        Assert.Equal(isCopied, header is not null);
    }

    [Fact]
    public void ReadHeader_Jpeg2000OfEightBits_IsCopied() => Assert.Null(ReadJpeg2000(Jpeg2000()));

    [Theory]
    [InlineData(FirstComponent, 11)]
    [InlineData(FirstComponent, 0x87)]
    [InlineData(FirstComponent + 4, 2)]
    public void ReadHeader_Jpeg2000OfOtherComponents_IsRefused(int offset, byte value)
    {
        var tile = Jpeg2000();
        tile[offset] = value;

        Assert.Contains("8 bits", ReadJpeg2000(tile), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadHeader_HighThroughputJpeg2000_IsRefused()
    {
        var tile = Jpeg2000();
        byte[] capabilities = [0xFF, 0x50, 0, 8, 0, 2, 0, 0, 0, 0];

        Assert.Contains("Part 1", ReadJpeg2000([.. tile[..SizEnd], .. capabilities, .. tile[SizEnd..]]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void ReadHeader_ComponentOfItsOwnWavelet_IsLosslessOnlyIfAllAre(byte wavelet, bool isReversible)
    {
        var tile = Jpeg2000();
        byte[] component = [0xFF, 0x53, 0, 9, 1, 0, 1, 4, 4, 0, wavelet];
        var withCoc = (byte[])[.. tile[..SizEnd], .. component, .. tile[SizEnd..]];

        Assert.Null(new Jpeg2000TileFormat(Level(withCoc, TileCompression.Jpeg2000)).ReadHeader(withCoc, true, out var header));

        Assert.Equal(isReversible, header!.Facts.IsReversible);
    }

    [Fact]
    public void MeasureBody_TilePartWithACodingStyleOfItsOwn_IsRefused()
    {
        var tile = Jpeg2000();
        var format = new Jpeg2000TileFormat(Level(tile, TileCompression.Jpeg2000));
        Assert.Null(format.ReadHeader(tile, true, out var header));
        Assert.Null(format.MeasureBody(tile, header!, out _));

        // Behind SOT, whose Psot becomes "to the end".
        var sot = header!.SourceBytes.Length - 2;
        var sotEnd = sot + 12;
        byte[] style = [0xFF, 0x52, 0, 12, 0, 0, 0, 1, 1, 1, 4, 4, 0, 0];
        var changed = (byte[])[.. tile[..sotEnd], .. style, .. tile[sotEnd..]];
        changed.AsSpan(sot + 6, 4).Clear();

        Assert.Contains("coding style", format.MeasureBody(changed, header, out _), StringComparison.Ordinal);
    }

    // The header of the tile before stands at its beginning: taken for the whole of it, the comment would be coded data.
    [Fact]
    public void ReadHeader_MainHeaderThatGoesOnBehindAnother_IsNotTakenForIt()
    {
        var tile = Jpeg2000();
        var format = new Jpeg2000TileFormat(Level(tile, TileCompression.Jpeg2000));
        Assert.Null(format.ReadHeader(tile, true, out var header));
        var mainHeader = header!.SourceBytes.Length - 2;
        byte[] comment = [0xFF, 0x64, 0, 13, 0, 1, .. "DOE, JANE"u8];
        byte[] other = [.. tile[..mainHeader], .. comment, .. tile[mainHeader..]];

        Assert.False(other.AsSpan().StartsWith(header.SourceBytes.Span));
        Assert.Null(format.ReadHeader(other, true, out var otherHeader));

        Assert.Equal(header.FrameBytes.ToArray(), otherHeader!.FrameBytes.ToArray());
        Assert.Null(format.MeasureBody(tile, header, out var length));
        Assert.Null(format.MeasureBody(other, otherHeader, out var otherLength));
        Assert.Equal(length, otherLength);
        Assert.Equal(tile[..^2], (byte[])[.. otherHeader.FrameBytes.Span, .. other.AsSpan(otherHeader.SourceBytes.Length, otherLength)]);
    }

    private static string? ReadJpeg2000(byte[] tile) =>
        new Jpeg2000TileFormat(Level(tile, TileCompression.Jpeg2000)).ReadHeader(tile, true, out _);

    private static FakeLevel Level(byte[] tile, TileCompression compression) =>
        new([tile], tileSide: Side, compression: compression);

    private static byte[] Pixels() => [.. Enumerable.Range(0, Side * Side * 3).Select(sample => (byte)(sample * 7))];

    private static byte[] Jpeg(JpegColor color)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        return codec.Encode(Pixels(), new PixelSize(Side, Side), new JpegEncodeOptions
        {
            Color = color,

            // Subsampled chroma says YCbCr; without, a stream of this encoder says nothing, as Aperio's do.
            Subsampling = color == JpegColor.YCbCr ? JpegSubsampling.Horizontal : JpegSubsampling.None,
        });
    }

    private static byte[] Jpeg2000()
    {
        using var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        return codec.Encode(Pixels(), new PixelSize(Side, Side), new Jpeg2000EncodeOptions
        {
            Wavelet = Jpeg2000Wavelet.Reversible53,
            CompressionRatio = null,
            MultipleComponentTransform = true,
        });
    }
}
