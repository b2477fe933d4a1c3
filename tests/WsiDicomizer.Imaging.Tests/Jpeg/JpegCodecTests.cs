using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Jpeg;

public sealed class JpegCodecTests : IDisposable
{
    private static readonly PixelSize Size = new(100, 75);

    private readonly JpegCodec _codec = new(JpegLimits.Default);

    public void Dispose() => _codec.Dispose();

    [Theory]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.None, 6)]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.Horizontal, 25)]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.HorizontalAndVertical, 25)]
    [InlineData(JpegColor.Rgb, JpegSubsampling.None, 6)]
    [InlineData(JpegColor.Grey, JpegSubsampling.None, 6)]
    public void Decode_OfEncode_GivesThePictureBack(JpegColor color, JpegSubsampling subsampling, int tolerance)
    {
        var picture = Pictures.Waves(Size, color == JpegColor.Grey ? 1 : 3);

        var stream = _codec.Encode(
            picture, Size, new JpegEncodeOptions { Quality = 97, Color = color, Subsampling = subsampling });
        var image = _codec.Decode(stream);

        var header = JpegHeader.Read(stream, JpegLimits.Default);
        Assert.Equal((color, subsampling), (header.ImpliedColor, header.Subsampling));
        Assert.False(header.HasJfif);
        Assert.Equal(JpegProcess.Baseline, header.Process);
        Assert.Equal(Size, image.Size);
        Assert.Equal(color == JpegColor.YCbCr, image.ColorTransformUndone);
        Assert.InRange(Pictures.MaxDifference(picture, image.Samples), 1, tolerance);
    }

    [Theory]
    [InlineData(JpegColor.YCbCr, JpegSubsampling.HorizontalAndVertical)]
    [InlineData(JpegColor.Rgb, JpegSubsampling.None)]
    public void Rewrite_OfSplitTile_DecodesToTheSamePixels(JpegColor color, JpegSubsampling subsampling)
    {
        var stream = _codec.Encode(
            Pictures.Waves(Size, 3), Size, new JpegEncodeOptions { Color = color, Subsampling = subsampling });
        var (tables, tile) = JpegTables.Split(stream, JpegLimits.Default);

        var again = new JpegFrameHeaderRewriter(tables, color, JpegLimits.Default).Rewrite(tile).Assemble(tile, out _);

        Assert.Equal(stream, again);
        Assert.Throws<CodecException>(() => _codec.Decode(tile));
    }

    [Fact]
    public void Rewrite_ForeignRgbTileWithoutMarker_DecodesWithoutTransform()
    {
        var picture = Pictures.Waves(Size, 3);
        var stream = _codec.Encode(picture, Size, new JpegEncodeOptions { Quality = 97, Color = JpegColor.Rgb });

        // As Aperio writes it: ids 1, 2, 3 and no marker; decoders take that for YCbCr.
        var silent = new JpegFrameHeaderRewriter(default, JpegColor.YCbCr, JpegLimits.Default).Rewrite(stream)
            .Assemble(stream, out _);
        Assert.True(Pictures.MaxDifference(picture, _codec.Decode(silent).Samples) > 50);

        var truthful = new JpegFrameHeaderRewriter(default, JpegColor.Rgb, JpegLimits.Default).Rewrite(silent)
            .Assemble(silent, out _);
        Assert.Equal(_codec.Decode(stream).Samples, _codec.Decode(truthful).Samples);
    }

    [Fact]
    public void TryJoin_EncodedStrips_DecodeToTheStripsPixels()
    {
        var options = new JpegEncodeOptions { Quality = 80 };
        var picture = Pictures.Waves(Size, 3, noise: 20);
        var rows = new List<ReadOnlyMemory<byte>>();
        var expected = new List<byte>();
        byte[] tables = [];
        for (var y = 0; y < Size.Height; y += 16)
        {
            var height = Math.Min(16, Size.Height - y);
            var strip = picture.AsSpan(y * Size.Width * 3, height * Size.Width * 3);
            var stream = _codec.Encode(strip, new PixelSize(Size.Width, height), options);
            expected.AddRange(_codec.Decode(stream).Samples);
            (tables, var abbreviated) = JpegTables.Split(stream, JpegLimits.Default);
            rows.Add(abbreviated);
        }

        var joined = JpegStripJoiner.TryJoin(
            new JpegStripImage
            {
                Tables = tables, Color = JpegColor.YCbCr, Width = Size.Width, Height = Size.Height, RowsPerStrip = 16,
                Strips = rows,
            },
            JpegLimits.Default, out var whole, out _);

        Assert.True(joined);
        Assert.Equal(expected, _codec.Decode(whole!).Samples);
    }

    [Fact]
    public void Decode_CutOffData_ThrowsUnlessTolerated()
    {
        var stream = _codec.Encode(Pictures.Waves(Size, 3, noise: 30), Size, new JpegEncodeOptions());
        var cut = stream.AsSpan(0, stream.Length / 2).ToArray();

        var exception = Assert.Throws<CodecException>(() => _codec.Decode(cut));

        Assert.Equal(("libturbojpeg", CodecProblem.Damaged), (exception.Library, exception.Problem));
        using var tolerant = new JpegCodec(JpegLimits.Default, tolerateWarnings: true);
        Assert.Equal(Size, tolerant.Decode(cut).Size);
    }

    [Fact]
    public void Decode_MorePixelsThanAllowed_Throws()
    {
        var stream = _codec.Encode(Pictures.Waves(Size, 3), Size, new JpegEncodeOptions());
        using var strict = new JpegCodec(new JpegLimits { MaxPixels = Size.Area - 1 });
        Assert.Equal(
            CodecProblem.LimitExceeded, Assert.Throws<CodecException>(() => strict.Decode(stream)).Problem);
    }

    [Fact]
    public void Decode_HugeSizeOverFewBytes_Throws()
    {
        var stream = JpegBytes.Start().AllTables().Frame(16000, 16000).Scan().Raw(1, 2, 3).End().ToArray();
        Assert.Equal(CodecProblem.Truncated, Assert.Throws<CodecException>(() => _codec.Decode(stream)).Problem);
    }

    [Fact]
    public void Decode_FourComponents_IsUnsupported()
    {
        var stream = JpegBytes.Start().AllTables().Frame(8, 8, "CMYK").Scan("CMYK").Raw(1).End().ToArray();
        Assert.Equal(CodecProblem.Unsupported, Assert.Throws<CodecException>(() => _codec.Decode(stream)).Problem);
    }

    [Fact]
    public void Encode_BadArguments_Throws()
    {
        Assert.Throws<ArgumentException>(() => _codec.Encode(new byte[10], Size, new JpegEncodeOptions()));
        Assert.Throws<ArgumentException>(
            () => _codec.Encode(new byte[192], new PixelSize(8, 8), new JpegEncodeOptions { Quality = 0 }));
        Assert.Throws<ArgumentException>(() => _codec.Encode(
            new byte[192], new PixelSize(8, 8),
            new JpegEncodeOptions { Color = JpegColor.Rgb, Subsampling = JpegSubsampling.Horizontal }));
    }

    [Fact]
    public void Decode_ManyThreads_AllGiveTheSame()
    {
        var stream = _codec.Encode(Pictures.Waves(Size, 3, noise: 30), Size, new JpegEncodeOptions());
        var expected = _codec.Decode(stream).Samples;
        var same = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(4)
            .Count(_ => _codec.Decode(stream).Samples.AsSpan().SequenceEqual(expected));
        Assert.Equal(64, same);
    }

    [Fact]
    public void Decode_MutatedStreams_OnlyCodecExceptions()
    {
        var stream = _codec.Encode(Pictures.Waves(Size, 3, noise: 10), Size, new JpegEncodeOptions());
        using var codec = new JpegCodec(new JpegLimits { MaxPixels = 1 << 20 });
        foreach (var bytes in Mutations.Of(stream, 2000, seed: 22))
        {
            try
            {
                codec.Decode(bytes);
            }
            catch (CodecException exception)
            {
                Assert.NotEqual(CodecProblem.LibraryMissing, exception.Problem);
            }
        }
    }

    [Fact]
    public void Decode_AfterDispose_Throws()
    {
        var stream = _codec.Encode(Pictures.Waves(Size, 3), Size, new JpegEncodeOptions());
        _codec.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _codec.Decode(stream));
    }
}
