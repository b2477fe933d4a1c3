using System.IO.Compression;
using System.Security.Cryptography;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Tiff;

public class TiffPictureTests
{
    // 12 × 13 pixels in strips of 4 rows, each sample different from its neighbours.
    private const int Width = 12;
    private const int Height = 13;

    private static readonly byte[] Pixels = [.. Enumerable.Range(0, Width * Height * 3).Select(i => (byte)(i * 37))];

    [Theory]
    [InlineData(1UL, 1UL)]
    [InlineData(5UL, 1UL)]
    [InlineData(5UL, 2UL)]
    [InlineData(8UL, 1UL)]
    [InlineData(8UL, 2UL)]
    [InlineData(32946UL, 1UL)]
    public void ReadPixels_LosslessStrips_AreTheSamples(ulong compression, ulong predictor) =>
        WithLabel(Label(compression, predictor), label =>
        {
            Assert.Equal(Pixels, label.ReadPixels());
            Assert.Null(label.TryReadJpeg());
        });

    [Fact]
    public void ReadPixels_LosslessJpeg2000Strips_AreTheSamples()
    {
        using var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        var page = AperioBuilder.Strips(Width, Height, 1, null).With(TestTag.Short(259, 33005));
        var strips = Pixels.Chunk(4 * Width * 3)
            .Select(strip => codec.Encode(strip, new PixelSize(Width, strip.Length / (Width * 3)), Jpeg2000EncodeOptions.Lossless));
        WithLabel(new TestPage { Tags = page.Tags, Strips = [.. strips] }, label => Assert.Equal(Pixels, label.ReadPixels()));
    }

    [Fact]
    public void ReadPixels_MissingStrip_IsWhite()
    {
        var label = Label(1, 1);
        WithLabel(new TestPage { Tags = label.Tags, Strips = [label.Strips[0], [], .. label.Strips.Skip(2)] }, image =>
        {
            var pixels = image.ReadPixels();
            Assert.Equal(Pixels[..(4 * Width * 3)], pixels[..(4 * Width * 3)]);
            Assert.All(pixels[(4 * Width * 3)..(8 * Width * 3)], sample => Assert.Equal(255, sample));
            Assert.Equal(Pixels[(8 * Width * 3)..], pixels[(8 * Width * 3)..]);
        });
    }

    [Fact]
    public void ReadPixels_Tiles_AreCutAtTheEdges()
    {
        var tiles = Enumerable.Range(0, 4).Select(i => Enumerable.Repeat((byte)(10 * i), 16 * 16 * 3).ToArray()).ToArray();
        var page = AperioBuilder.Level(20, 17, null, 1).With(TestTag.Long(254, 1));
        WithLabel(new TestPage { Tags = page.Tags, Tiles = tiles }, image =>
        {
            var pixels = image.ReadPixels();
            Assert.Equal(20 * 17 * 3, pixels.Length);
            Assert.Equal([0, 0, 10, 10], new[] { pixels[0], pixels[15 * 3], pixels[16 * 3], pixels[19 * 3] });
            Assert.Equal([20, 30], new[] { pixels[16 * 20 * 3], pixels[((16 * 20) + 16) * 3] });
        });
    }

    [Theory]
    [InlineData(1UL, @"page 1: strip 3 cannot be decoded: it ends after 35 of 36 bytes")]
    [InlineData(5UL, @"page 1: strip 3 cannot be decoded: ")]
    [InlineData(8UL, @"page 1: strip 3 cannot be decoded: ")]
    public void ReadPixels_StripTooShort_IsDamaged(ulong compression, string message)
    {
        var label = Label(compression, 1);
        var strips = label.Strips.ToArray();
        strips[3] = compression == 1 ? strips[3][..^1] : strips[3][..(strips[3].Length / 2)];
        WithLabel(new TestPage { Tags = label.Tags, Strips = strips }, image =>
        {
            var exception = Assert.Throws<SlideFormatException>(image.ReadPixels);
            Assert.Equal(SlideProblem.Damaged, exception.Problem);
            Assert.Matches(message, exception.Message);
            Assert.NotNull(exception.Offset);
        });
    }

    [Fact]
    public void ReadPixels_HugePicture_IsRefusedBeforeAnyMemory()
    {
        var page = new TestPage { Tags = [.. Label(1, 1).Tags], Strips = [new byte[10]] };
        page.With(TestTag.Long(256, 100_000)).With(TestTag.Long(257, 100_000)).With(TestTag.Long(278, 100_000));
        WithLabel(page, image => Assert.Matches(
            "need more than the limit", Assert.Throws<SlideFormatException>(image.ReadPixels).Message));
    }

    [SharedSlidesTheory]
    [InlineData("aperio/CMU-1-Small-Region.svs", 0, "9d6d14fa38bc56c9c755e39e3e6e19c699edefb9a4c1f56694a74952f219e74e")]
    [InlineData("aperio/CMU-1-Small-Region.svs", 1, "d99082dd23a68f5c988437048de8b3434404e233c6491483650537bc87866fbc")]
    [InlineData("aperio/CMU-1-Small-Region.svs", 2, "38124ab29f00798ab06b290c9808676cd131c64c8b0a0acf5a87c63d37e812f6")]
    [InlineData("synthetic/aperio-classic-rgb.svs", 0, "c3ef3a70bf121258e829cfe0e7fa387e2855134a6e1a65719977c0ae510b46ca")]
    [InlineData("synthetic/aperio-classic-rgb.svs", 1, "75fdfe018e5a280acf53873d16442b131564bf20399f7f9310e0b1decfc6b280")]
    [InlineData("synthetic/aperio-classic-rgb.svs", 2, "2b01c35b19dfa920cc820b2a39ba6d7504794d310c709e08834697e17f7612cb")]
    public void ReadPixels_SampleSlide_IsWhatOpenSlideAndPillowDecode(string path, int image, string sha256)
    {
        using var slide = SlideFormats.Open(SharedSlides.File(path));
        var pixels = slide.AssociatedImages[image].ReadPixels();
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(pixels)));
    }

    [SharedSlidesFact]
    public void TryReadJpeg_SampleSlide_JoinsTheStrips()
    {
        using var slide = SlideFormats.Open(SharedSlides.File("aperio/CMU-1-Small-Region.svs"));
        Assert.Null(slide.AssociatedImages[1].TryReadJpeg());
        foreach (var index in new[] { 0, 2 })
        {
            var image = slide.AssociatedImages[index];
            var header = JpegHeader.Read(image.TryReadJpeg(), JpegLimits.Default);
            Assert.Equal(image.Size, new PixelSize(header.Width, header.Height));
            Assert.Equal(JpegColor.Rgb, header.ImpliedColor);
            Assert.True(header.RestartInterval > 0);
        }
    }

    private static TestPage Label(ulong compression, ulong predictor)
    {
        var page = AperioBuilder.Strips(Width, Height, 1, null)
            .With(TestTag.Short(259, compression)).With(TestTag.Short(317, predictor));
        return new TestPage { Tags = page.Tags, Strips = [.. Pixels.Chunk(4 * Width * 3).Select(strip => Compress(strip, compression, predictor))] };
    }

    private static byte[] Compress(byte[] strip, ulong compression, ulong predictor)
    {
        if (predictor == 2)
        {
            HorizontalPredictor.Apply(strip, Width, 3);
        }

        if (compression == 5)
        {
            return TiffLzw.Encode(strip);
        }

        if (compression == 1)
        {
            return strip;
        }

        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal))
        {
            zlib.Write(strip);
        }

        return output.ToArray();
    }

    private static void WithLabel(TestPage label, Action<AssociatedImage> check) =>
        AperioBuilder.WithSlide([AperioBuilder.Level(60, 40, "Aperio|MPP = 0.25"), label], slide => check(Assert.Single(slide.AssociatedImages)));
}
