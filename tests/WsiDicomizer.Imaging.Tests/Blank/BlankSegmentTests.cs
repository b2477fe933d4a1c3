using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Deflate;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.Imaging.OpenSlide;
using WsiDicomizer.Imaging.Tests.Builders;
using WsiDicomizer.Imaging.Tests.Codecs;
using WsiDicomizer.Imaging.Zstd;

namespace WsiDicomizer.Imaging.Tests.Blank;

public class BlankSegmentTests
{
    private const string TiffCopy = "/usr/bin/tiffcp";
    private const string TiffToRgba = "/usr/bin/tiff2rgba";

    private static readonly int[] Compressions = [1, 5, 7, 8, 32946, 32773];

    /// <summary>Compression, samples per pixel, bits, photometric, predictor, subsampling, what LibTIFF must decode.</summary>
    public static TheoryData<int, int, int, int, int, int, byte> Formats
    {
        get
        {
            var formats = new TheoryData<int, int, int, int, int, int, byte>();
            foreach (var compression in Compressions)
            {
                formats.Add(compression, 3, 8, 2, 1, 1, 255);
                formats.Add(compression, 1, 8, 1, 1, 1, 255);
                formats.Add(compression, 1, 8, 0, 1, 1, 0);
                if (compression != 7)
                {
                    formats.Add(compression, 3, 16, 2, 1, 1, 255);
                    formats.Add(compression, 4, 8, 2, 1, 1, 255);
                    formats.Add(compression, 1, 1, 1, 1, 1, 255);
                    formats.Add(compression, 4, 8, 5, 1, 1, 0);
                }

                if (compression is 5 or 8 or 32946)
                {
                    formats.Add(compression, 3, 8, 2, 2, 1, 255);
                    formats.Add(compression, 1, 8, 1, 2, 1, 255);
                    formats.Add(compression, 3, 16, 2, 2, 1, 255);
                }
            }

            // tiffcp asks the JPEG codec for RGB.
            formats.Add(7, 3, 8, 6, 1, 1, 255);
            formats.Add(7, 3, 8, 6, 1, 2, 255);
            return formats;
        }
    }

    [ForeignProgramTheory(TiffCopy)]
    [MemberData(nameof(Formats))]
    public void TryCreate_StripOfAnyFormat_IsWhatLibTiffDecodes(
        int compression, int samples, int bits, int photometric, int predictor, int subsampling, byte expected)
    {
        foreach (var size in (PixelSize[])[new(400, 300), new(1, 1), new(37, 5), new(3, 700), new(2000, 2)])
        {
            var format = new BlankSegmentFormat
            {
                Compression = compression,
                Width = size.Width,
                Rows = size.Height,
                SamplesPerPixel = samples,
                BitsPerSample = bits,
                Photometric = photometric,
                Predictor = predictor,
                HorizontalSubsampling = subsampling,
                VerticalSubsampling = subsampling,
            };

            var pixels = DecodeWithLibTiff(format, TiffCopy, "-c", "none");

            var rowBytes = ((size.Width * samples * bits) + 7) / 8;
            Assert.Equal(rowBytes * size.Height, pixels.Length);
            Assert.False(pixels.AsSpan().ContainsAnyExcept(expected), $"{size}");
        }
    }

    [ForeignProgramTheory(TiffToRgba)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(32773)]
    public void TryCreate_SubsampledYCbCr_IsWhatLibTiffDecodes(int compression)
    {
        var format = new BlankSegmentFormat
        {
            Compression = compression,
            Width = 33,
            Rows = 21,
            Photometric = 6,
            HorizontalSubsampling = 2,
            VerticalSubsampling = 2,
            Shade = 250,
        };

        var pixels = DecodeWithLibTiff(format, TiffToRgba, "-n", "-c", "none");

        Assert.Equal(33 * 21 * 3, pixels.Length);
        Assert.False(pixels.AsSpan().ContainsAnyExcept((byte)250));
    }

    [Theory]
    [InlineData(5, 1, 3500)]
    [InlineData(5, 2, 20_000)]
    [InlineData(8, 1, 3000)]
    [InlineData(8, 2, 10_000)]
    [InlineData(50000, 1, 200)]
    [InlineData(50000, 2, 11_000)]
    [InlineData(32773, 1, 52_000)]
    [InlineData(7, 1, 3250)]
    public void TryCreate_LabelOfAMegapixel_IsShort(int compression, int predictor, int most)
    {
        // A label of 1000 × 1000 would be 3 MB without compression; JPEG's is that of 512 × 512.
        var side = compression == 7 ? 512 : 1000;
        var format = new BlankSegmentFormat { Compression = compression, Width = side, Rows = side, Predictor = predictor };

        Assert.True(BlankSegment.TryCreate(format, long.MaxValue, out var bytes, out _));

        Assert.InRange(bytes.Length, 1, most);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(32773)]
    [InlineData(33003)]
    [InlineData(50000)]
    public void TryCreate_PlaceOneByteTooSmall_SaysSo(int compression)
    {
        var format = new BlankSegmentFormat { Compression = compression, Width = 64, Rows = 48 };
        Assert.True(BlankSegment.TryCreate(format, long.MaxValue, out var bytes, out _));

        Assert.True(BlankSegment.TryCreate(format, bytes.Length, out var again, out var problem));
        Assert.Equal(bytes, again);
        Assert.Equal(BlankProblem.None, problem);
        Assert.False(BlankSegment.TryCreate(format, bytes.Length - 1, out var none, out problem));
        Assert.Null(none);
        Assert.Equal(BlankProblem.TooLong, problem);
    }

    [Theory]
    [InlineData(6, 2, 8, 3, 1)]
    [InlineData(7, 2, 16, 3, 1)]
    [InlineData(7, 5, 8, 4, 1)]
    [InlineData(5, 32844, 8, 3, 1)]
    [InlineData(5, 2, 32, 3, 1)]
    [InlineData(5, 2, 8, 3, 3)]
    [InlineData(5, 1, 1, 1, 2)]
    [InlineData(5, 6, 8, 1, 1)]
    [InlineData(33005, 2, 8, 4, 1)]
    [InlineData(22610, 2, 8, 3, 1)]
    public void TryCreate_WhatCannotBeMade_IsUnsupported(int compression, int photometric, int bits, int samples, int predictor)
    {
        var format = new BlankSegmentFormat
        {
            Compression = compression,
            Width = 100,
            Rows = 100,
            Photometric = photometric,
            BitsPerSample = bits,
            SamplesPerPixel = samples,
            Predictor = predictor,
        };

        Assert.False(BlankSegment.TryCreate(format, long.MaxValue, out _, out var problem));

        Assert.Equal(BlankProblem.Unsupported, problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(32773)]
    [InlineData(33005)]
    [InlineData(50000)]
    public void TryCreate_HugeClaims_AreRefusedAtOnce(int compression)
    {
        var wide = new BlankSegmentFormat { Compression = compression, Width = int.MaxValue, Rows = 1 };
        var high = new BlankSegmentFormat { Compression = compression, Width = 10_000, Rows = int.MaxValue };

        Assert.False(BlankSegment.TryCreate(wide, long.MaxValue, out _, out var first));
        Assert.False(BlankSegment.TryCreate(high, long.MaxValue, out _, out var second));

        Assert.Equal([BlankProblem.LimitExceeded, BlankProblem.LimitExceeded], [first, second]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-5, 10)]
    public void TryCreate_NoSize_IsUnsupported(int width, int rows)
    {
        var format = new BlankSegmentFormat { Compression = 5, Width = width, Rows = rows };

        Assert.False(BlankSegment.TryCreate(format, 1000, out _, out var problem));

        Assert.Equal(BlankProblem.Unsupported, problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Lzw_AnyRows_StartWithAClearCodeAndDecode(int predictor)
    {
        foreach (var (width, rows) in Sizes())
        {
            var format = new BlankSegmentFormat { Compression = 5, Width = width, Rows = rows, Predictor = predictor, Shade = 240 };
            Assert.True(BlankSegment.TryCreate(format, long.MaxValue, out var bytes, out _));
            var pixels = new byte[(width * rows * 3) + 1];

            var written = TiffLzw.Decode(bytes, pixels);

            Assert.Equal(0x80, bytes[0]);
            Assert.Equal(pixels.Length - 1, written);
            AssertShade(pixels.AsSpan(0, written), width, predictor);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Deflate_AnyRows_AreWhatZlibDecodes(int predictor)
    {
        foreach (var (width, rows) in Sizes())
        {
            var format = new BlankSegmentFormat { Compression = 8, Width = width, Rows = rows, Predictor = predictor, Shade = 240 };
            Assert.True(BlankSegment.TryCreate(format, long.MaxValue, out var bytes, out _));
            var pixels = new byte[(width * rows * 3) + 1];

            var written = ZlibData.Decompress(bytes, pixels);

            Assert.Equal(pixels.Length - 1, written);
            AssertShade(pixels.AsSpan(0, written), width, predictor);
        }
    }

    [CodecTheory("libzstd")]
    [InlineData(1, 255)]
    [InlineData(2, 240)]
    public void Zstandard_AnyRows_AreWhatLibzstdDecodes(int predictor, byte shade)
    {
        using var codec = new ZstdCodec();
        foreach (var (width, rows) in Sizes())
        {
            var format = new BlankSegmentFormat
            {
                Compression = 50000, Width = width, Rows = rows, Predictor = predictor, Shade = shade,
            };
            Assert.True(BlankSegment.TryCreate(format, long.MaxValue, out var bytes, out _));
            var pixels = new byte[(width * rows * 3) + 1];

            var written = codec.Decompress(bytes, pixels);

            Assert.Equal(pixels.Length - 1, written);
            AssertShade(pixels.AsSpan(0, written), width, predictor, shade);
        }
    }

    [Theory]
    [InlineData(33003, 6, 8, 3)]
    [InlineData(33005, 2, 8, 3)]
    [InlineData(34712, 1, 16, 1)]
    public void Jpeg2000_AnyPixel_IsSmallAndDecodesToIt(int compression, int photometric, int bits, int samples)
    {
        var format = new BlankSegmentFormat
        {
            Compression = compression, Width = 700, Rows = 431, Photometric = photometric, BitsPerSample = bits, SamplesPerPixel = samples,
        };
        using var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);

        Assert.True(BlankSegment.TryCreate(format, 1500, out var bytes, out var problem), $"{problem}");

        var image = codec.Decode(bytes);
        byte[] pixel = photometric == 6 ? [255, 128, 128] : [.. Enumerable.Repeat((byte)255, samples * bits / 8)];
        Assert.Equal(new PixelSize(700, 431), image.Size);
        Assert.All(image.Samples.Chunk(pixel.Length), found => Assert.Equal(pixel, found));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    public void TryCreate_TileOfASlide_IsWhatOpenSlideRenders(int compression)
    {
        var format = new BlankSegmentFormat
        {
            Compression = compression, Width = 256, Rows = 256, Predictor = compression == 5 ? 2 : 1, Shade = 230,
        };
        Assert.True(BlankSegment.TryCreate(format, long.MaxValue, out var tile, out _));
        using var folder = new TemporaryFolder();
        var path = folder.Write("blank.tif", MiniTiffWriter.Write(tile, Tags(format, isTiled: true), isTiled: true));
        var pixels = new byte[256 * 256 * 3];

        using var slide = OpenSlideFile.Open(path);
        slide.ReadRegion(0, 0, 0, new PixelSize(256, 256), 0, pixels);

        Assert.Equal("generic-tiff", slide.Vendor);
        Assert.False(pixels.AsSpan().ContainsAnyExcept((byte)230));
    }

    private static IEnumerable<(int Width, int Rows)> Sizes()
    {
        (int, int)[] sizes = [(1, 1), (1, 2), (2, 1), (1, 300), (85, 3), (86, 3), (87, 2), (400, 401), (4000, 3), (20_000, 2)];
        var random = new Random(20261121);
        return sizes.Concat(Enumerable.Range(0, 40).Select(_ => (random.Next(1, 500), random.Next(1, 30))));
    }

    private static void AssertShade(Span<byte> pixels, int width, int predictor, byte shade = 240)
    {
        if (predictor == 2)
        {
            HorizontalPredictor.Undo(pixels, width, 3);
        }

        Assert.False(pixels.ContainsAnyExcept(shade), $"{width}");
    }

    private static Dictionary<int, int[]> Tags(BlankSegmentFormat format, bool isTiled)
    {
        var tags = new Dictionary<int, int[]>
        {
            [256] = [format.Width],
            [257] = [format.Rows],
            [258] = [.. Enumerable.Repeat(format.BitsPerSample, format.SamplesPerPixel)],
            [259] = [format.Compression],
            [262] = [format.Photometric],
            [277] = [format.SamplesPerPixel],
            [284] = [1],
        };
        if (isTiled)
        {
            (tags[322], tags[323]) = ([format.Width], [format.Rows]);
        }
        else
        {
            tags[278] = [format.Rows];
        }

        if (format.Predictor != 1)
        {
            tags[317] = [format.Predictor];
        }

        if (format.Photometric == 6)
        {
            tags[530] = [format.HorizontalSubsampling, format.VerticalSubsampling];
        }

        if (format is { Photometric: 2, SamplesPerPixel: 4 })
        {
            tags[338] = [2];
        }

        return tags;
    }

    /// <summary>The bytes that a program of LibTIFF writes without compression.</summary>
    private static byte[] DecodeWithLibTiff(BlankSegmentFormat format, string program, params string[] options)
    {
        Assert.True(BlankSegment.TryCreate(format, long.MaxValue, out var strip, out var problem), $"{problem}");
        using var folder = new TemporaryFolder();
        var path = folder.Write("blank.tif", MiniTiffWriter.Write(strip, Tags(format, isTiled: false)));
        ForeignPrograms.Run(program, silent: true, [.. options, path, folder.PathOf("raw.tif")]);
        return [.. MiniTiff.Open(folder.PathOf("raw.tif")).Pieces(0).SelectMany(piece => piece)];
    }
}
