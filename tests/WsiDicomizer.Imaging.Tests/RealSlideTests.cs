using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.Imaging.Tests.Builders;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Imaging.Tests;

public class RealSlideTests
{
    [SharedSlidesTheory]
    [InlineData("aperio/CMU-1-Small-Region.svs", JpegColor.Rgb, 130)]
    [InlineData("synthetic/aperio-classic-rgb.svs", JpegColor.Rgb, 48)]
    public void Rewrite_TilesOfASlide_KeepTheirEntropyCodedData(string slide, JpegColor color, int tiles)
    {
        var tiff = MiniTiff.Open(SharedSlides.File(slide));
        var rewriter = new JpegFrameHeaderRewriter(tiff.Tables(0), color, JpegLimits.Default);
        using var codec = new JpegCodec(JpegLimits.Default);
        var pieces = tiff.Pieces(0);
        Assert.Equal(tiles, pieces.Count);
        foreach (var tile in pieces)
        {
            var header = rewriter.Rewrite(tile);
            var frame = header.Assemble(tile, out var end);

            Assert.Equal(JpegScanEnd.EndOfImage, end);
            Assert.Equal(tile.AsSpan(header.SourceLength).ToArray(), frame.AsSpan(header.Bytes.Length).ToArray());
            var image = codec.Decode(frame);
            Assert.False(image.ColorTransformUndone);
            Assert.Equal(new PixelSize((int)tiff.Pages[0][322][0], (int)tiff.Pages[0][323][0]), image.Size);
        }
    }

    [SharedSlidesTheory]
    [InlineData("aperio/CMU-1-Small-Region.svs", 1)]
    [InlineData("aperio/CMU-1-Small-Region.svs", 3)]
    [InlineData("synthetic/aperio-classic-rgb.svs", 1)]
    [InlineData("synthetic/aperio-classic-rgb.svs", 4)]
    public void TryJoin_StripsOfASlide_DecodeToTheStripsPixels(string slide, int page)
    {
        var tiff = MiniTiff.Open(SharedSlides.File(slide));
        var tags = tiff.Pages[page];
        var color = tags[262][0] == 2 ? JpegColor.Rgb : JpegColor.YCbCr;
        var strips = tiff.Pieces(page);
        var image = new JpegStripImage
        {
            Tables = tiff.Tables(page), Color = color, Width = (int)tags[256][0], Height = (int)tags[257][0],
            RowsPerStrip = (int)tags[278][0], Strips = [.. strips.Select(strip => new ReadOnlyMemory<byte>(strip))],
        };

        Assert.True(JpegStripJoiner.TryJoin(image, JpegLimits.Default, out var stream, out var reason), reason);

        using var codec = new JpegCodec(JpegLimits.Default);
        var rewriter = new JpegFrameHeaderRewriter(image.Tables, color, JpegLimits.Default);
        var whole = codec.Decode(stream);
        var header = JpegHeader.Read(stream, JpegLimits.Default);
        Assert.Equal(new PixelSize(image.Width, image.Height), whole.Size);
        if (header.Subsampling == JpegSubsampling.None)
        {
            // Smooth chroma up-sampling looks across the strips' borders, so only 4:4:4 compares exactly.
            byte[] expected =
                [.. strips.SelectMany(strip => codec.Decode(rewriter.Rewrite(strip).Assemble(strip, out _)).Samples)];
            Assert.True(whole.Samples.AsSpan().SequenceEqual(expected));
        }
    }

    [SharedSlidesFact]
    public void Rewrite_Jpeg2000Tiles_KeepTheirTileParts()
    {
        var tiff = MiniTiff.Open(SharedSlides.File("synthetic/aperio-33005.svs"));
        using var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        foreach (var tile in tiff.Pieces(0))
        {
            var frame = Jpeg2000FrameRewriter.Rewrite(tile, Jpeg2000Limits.Default);
            Assert.True(frame.TilePartsAreIdentical);
            Assert.Equal(1, frame.DroppedSegments);
            Assert.Equal(Jpeg2000Wavelet.Reversible53, frame.Info.Wavelet);
        }

        foreach (var tile in tiff.Pieces(2))
        {
            var frame = Jpeg2000FrameRewriter.Rewrite(tile, Jpeg2000Limits.Default).Assemble(tile);
            Assert.Equal(codec.Decode(tile).Samples, codec.Decode(frame).Samples);
        }
    }

    [SharedSlidesTheory]
    [InlineData("aperio/CMU-1-Small-Region.svs", 2)]
    [InlineData("synthetic/aperio-classic-rgb.svs", 3)]
    public void Decode_LabelOfASlide_FillsEveryStrip(string slide, int page)
    {
        var tiff = MiniTiff.Open(SharedSlides.File(slide));
        var tags = tiff.Pages[page];
        Assert.Equal(5, tags[259][0]);
        var rows = tags[257][0];
        foreach (var strip in tiff.Pieces(page))
        {
            var height = Math.Min(rows, tags[278][0]);
            var samples = new byte[tags[256][0] * height * 3];
            Assert.Equal(samples.Length, TiffLzw.Decode(strip, samples));
            rows -= height;
        }

        Assert.Equal(0, rows);
    }
}
