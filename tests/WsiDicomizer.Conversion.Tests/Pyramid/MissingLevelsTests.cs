using System.Runtime.InteropServices;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Pyramid;
using WsiDicomizer.Conversion.Tests.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Conversion.Tests.Pyramid;

/// <summary>Levels that a slide lacks: the right ones, the right pixels, and what was there stays.</summary>
public class MissingLevelsTests
{
    private static readonly PixelSize Tile = new(16, 8);

    [Theory]
    [InlineData(8, 1, 203, 77)]
    [InlineData(8, 3, 203, 77)]
    [InlineData(16, 1, 161, 50)]
    [InlineData(16, 3, 129, 9)]
    [InlineData(8, 1, 17, 1)]
    public void Convert_LosslessBase_EveryLevelIsTheMeanOfFourPixelsOfTheOneBefore(int bits, int samples, int width, int height)
    {
        var size = new PixelSize(width, height);
        var whole = Whole(size, samples, bits);
        var encoding = MemoryLevel.Coded(TileCompression.Uncompressed, samples, bits);
        using var slide = new MemorySlide(new MemoryLevel(size, Tile, encoding, tile => Cut(whole, size, tile, samples)));

        var result = slide.Convert(options => options with { MissingLevels = true });

        var expected = whole;
        for (var index = 1; index < result.Instances.Count; index++)
        {
            expected = Halve(expected, size, samples);
            size = new PixelSize((size.Width + 1) / 2, (size.Height + 1) / 2);
            var instance = result.Instances[index];
            Assert.Equal(($"volume-{index}.dcm", size, FrameHandling.Computed), (instance.FileName, instance.Size, instance.Handling));
            var level = WrittenLevel.Open(Path.Combine(result.Directory, instance.FileName), result);
            Assert.Equal("00", level.Dataset.GetString(DicomTag.LossyImageCompression));
            Assert.Equal(["DERIVED", "PRIMARY", "VOLUME", "RESAMPLED"], level.Dataset.GetValues<string>(DicomTag.ImageType));
            Assert.Equal(expected, Join(level.Frames, size, samples));
        }

        Assert.True(size.Width <= Tile.Width && size.Height <= Tile.Height, "the last level is one tile");
        Assert.Equal(1, result.Instances[^1].FrameCount);
        Assert.Contains(result.Notes, note => note.StartsWith("--missing-levels: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_LevelsThatAreThere_StayAsTheyAre()
    {
        using var slide = new ConvertedSlide(new AperioSyntheticOptions { Variant = AperioVariant.ClassicYCbCr, Size = new PixelSize(2400, 1800) });
        var plain = slide.Convert(slide.CreateOutput("plain"));

        var result = slide.Convert(slide.CreateOutput("more"), change: options => options with { MissingLevels = true });

        var volumes = result.Instances.Where(instance => instance.Role == "VOLUME").ToList();
        Assert.Equal(volumes.OrderByDescending(level => level.Size.Area), volumes);
        Assert.Equal(volumes.Count, volumes.Select(level => level.Size).Distinct().Count());
        foreach (var kept in plain.Instances.Where(instance => instance.Role == "VOLUME"))
        {
            var same = Assert.Single(volumes, level => level.Size == kept.Size);
            Assert.Equal(kept.FrameDigests.ToArray(), same.FrameDigests.ToArray());
            Assert.Equal(kept.Handling, same.Handling);
        }

        var computed = volumes.Where(level => level.Handling == FrameHandling.Computed).ToList();
        Assert.NotEmpty(computed);
        Assert.Equal(1, volumes[^1].FrameCount);
        Assert.Equal(volumes.Count, volumes.Select(level => level.SOPInstanceUID).Distinct().Count());
        Assert.All(result.Instances.Zip(result.Instances.Skip(1)), pair => Assert.NotEqual(pair.First.FileName, pair.Second.FileName));
        var first = WrittenLevel.Open(Path.Combine(result.Directory, computed[0].FileName), result);
        Assert.Equal(["ISO_10918_1", "ISO_10918_1"], first.Dataset.GetValues<string>(DicomTag.LossyImageCompressionMethod));
        Assert.Equal("1.2.840.10008.1.2.4.50", first.TransferSyntax.UID.UID);

        // JPEG of quality 90 of the means of the base's decoded pixels, byte for byte.
        var baseLevel = WrittenLevel.Open(Path.Combine(result.Directory, "volume-0.dcm"), result);
        using var codec = new JpegCodec(JpegLimits.Default);
        var tiles = baseLevel.Frames.Select(frame => codec.Decode(frame).Samples).ToList();
        var tile = plain.Instances[0].FrameSize;
        var pixels = Join(tiles, volumes[0].Size, 3, tile);
        var half = Halve(pixels, volumes[0].Size, 3);
        var corner = Enumerable.Range(0, tile.Height)
            .SelectMany(row => half.AsSpan(row * computed[0].Size.Width * 3, tile.Width * 3).ToArray()).ToArray();
        Assert.Equal(codec.Encode(corner, tile, new JpegEncodeOptions { Quality = 90 }), first.Frames[0]);
    }

    [Fact]
    public void Convert_AnyNumberOfThreads_GivesTheSameBytes()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        string[] Run(string name, int workers)
        {
            var result = slide.Convert(
                slide.CreateOutput(name), workers: workers, change: options => options with { MissingLevels = true });
            return [.. result.Instances.Select(instance => Convert.ToHexString(File.ReadAllBytes(Path.Combine(result.Directory, instance.FileName))))];
        }

        Assert.Equal(Run("one", 1), Run("four", 4));
    }

    [Fact]
    public void Convert_ChosenSyntax_IsThatOfComputedLevelsToo()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));

        var result = slide.Convert(slide.CreateOutput("out"), change: options => options with
        {
            MissingLevels = true,
            TransferSyntax = TransferSyntaxChoice.JpegLsLossless,
        });

        Assert.All(
            result.Instances.Where(instance => instance.Role == "VOLUME"),
            instance => Assert.Equal("1.2.840.10008.1.2.4.80", instance.TransferSyntaxUID));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(1, 9)]
    [InlineData(70, 2)]
    public void ZOrder_AnyGrid_HasEveryPlaceOnceAndSquaresTogether(int columns, int rows)
    {
        var order = new ZOrder(columns, rows);
        var places = new List<(int, int)>();
        while (order.TryTake(out var column, out var row))
        {
            places.Add((column, row));
        }

        Assert.Equal(columns * rows, places.Distinct().Count());
        Assert.Equal(columns * rows, places.Count);
        Assert.Equal(places.OrderBy(place => Interleave(place.Item1, place.Item2)), places);
    }

    [Theory]
    [InlineData(new[] { 1000, 250 }, new[] { 1, 3, 4, 5, 6 })]
    [InlineData(new[] { 1000, 480, 130 }, new[] { 2, 4, 5, 6 })]
    public void IsMissing_LevelsAtOrNearHalvings_CountAsThere(int[] widths, int[] expected)
    {
        var level = new MemoryLevel(new PixelSize(1000, 100), Tile, MemoryLevel.Coded(TileCompression.Uncompressed, 1, 8), _ => []);

        var missing = MissingLevelPlan.GetHalvings(level)
            .Where(halving => MissingLevelPlan.IsMissing(halving, level.Size, widths.Select(width => new PixelSize(width, width / 10))));

        Assert.Equal(expected, missing.Select(halving => halving.Halvings));
    }

    private static long Interleave(int column, int row)
    {
        var result = 0L;
        for (var bit = 0; bit < 20; bit++)
        {
            result |= ((long)((column >> bit) & 1) << (2 * bit)) | ((long)((row >> bit) & 1) << ((2 * bit) + 1));
        }

        return result;
    }

    private static byte[] Whole(PixelSize size, int samples, int bits)
    {
        var bytes = new byte[size.Area * samples * bits / 8];
        new Random(5).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Cut(byte[] whole, PixelSize size, int tile, int samples)
    {
        var pixel = whole.Length / (int)size.Area;
        _ = samples;
        var result = new byte[Tile.Area * pixel];
        var columns = (size.Width + Tile.Width - 1) / Tile.Width;
        for (var y = 0; y < Tile.Height; y++)
        {
            for (var x = 0; x < Tile.Width; x++)
            {
                var (atX, atY) = ((tile % columns * Tile.Width) + x, (tile / columns * Tile.Height) + y);
                if (atX < size.Width && atY < size.Height)
                {
                    whole.AsSpan(((atY * size.Width) + atX) * pixel, pixel).CopyTo(result.AsSpan(((y * Tile.Width) + x) * pixel));
                }
                else
                {
                    // What lies beyond must not get into the means.
                    result.AsSpan(((y * Tile.Width) + x) * pixel, pixel).Fill(0xAA);
                }
            }
        }

        return result;
    }

    private static byte[] Join(IReadOnlyList<byte[]> frames, PixelSize size, int samples, PixelSize? tileSize = null)
    {
        var tile = tileSize ?? Tile;
        _ = samples;
        var pixel = frames[0].Length / (int)tile.Area;
        var columns = (size.Width + tile.Width - 1) / tile.Width;
        var whole = new byte[size.Area * pixel];
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                var frame = frames[(y / tile.Height * columns) + (x / tile.Width)];
                frame.AsSpan((((y % tile.Height) * tile.Width) + (x % tile.Width)) * pixel, pixel)
                    .CopyTo(whole.AsSpan(((y * size.Width) + x) * pixel));
            }
        }

        return whole;
    }

    // Written for clearness: a pixel beyond the edge is the one at the edge.
    private static byte[] Halve(byte[] whole, PixelSize size, int samples)
    {
        var isWide = whole.Length == size.Area * samples * 2;
        int At(int x, int y, int s)
        {
            var index = (((Math.Min(y, size.Height - 1) * size.Width) + Math.Min(x, size.Width - 1)) * samples) + s;
            return isWide ? MemoryMarshal.Cast<byte, ushort>(whole.AsSpan())[index] : whole[index];
        }

        var (width, height) = ((size.Width + 1) / 2, (size.Height + 1) / 2);
        var result = new List<byte>(width * height * samples);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var s = 0; s < samples; s++)
                {
                    var mean = (At(2 * x, 2 * y, s) + At((2 * x) + 1, 2 * y, s) + At(2 * x, (2 * y) + 1, s) + At((2 * x) + 1, (2 * y) + 1, s) + 2) / 4;
                    result.Add((byte)mean);
                    if (isWide)
                    {
                        result.Add((byte)(mean >> 8));
                    }
                }
            }
        }

        return [.. result];
    }
}
