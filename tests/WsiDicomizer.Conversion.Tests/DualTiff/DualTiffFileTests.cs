using WsiDicomizer.Conversion.DualTiff;
using WsiDicomizer.Conversion.Tests.Planning;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Tests.DualTiff;

/// <summary>Layouts of files larger than a test may write: places and lengths alone.</summary>
public class DualTiffFileTests
{
    private const long BigFrom = 1L << 32;

    [Theory]
    [InlineData(4_000, 100, false)]
    [InlineData(4_000, 300, true)]
    [InlineData(4_300, 0, true)]
    public void Create_FileAround4GiB_IsBigTiffOnlyBeyond(int framesOfOneMegabyte, int reduced, bool isBig)
    {
        var file = Create(BigFrom, framesOfOneMegabyte, reduced);

        Assert.Equal(isBig, file.Side.IsBigTiff);
        Assert.Equal(reduced == 0 ? 1 : 2, file.Side.Levels);
        var preamble = file.CreateOptions().Preamble.Span;
        Assert.Equal(isBig ? 43 : 42, preamble[2]);
        Assert.Equal(isBig ? 16 : 8, preamble.Length);
    }

    // DataSetTrailingPadding has a length of 32 bits: what does not fit is left out, the largest first.
    [Fact]
    public void Create_SmallerLevelsBeyond4GiB_LeavesTheLargestOut()
    {
        var file = Create(BigFrom, 100_000, 25_000, 4_200, 90);

        Assert.Equal(3, file.Side.Levels);
        Assert.True(file.Side.IsBigTiff);
        Assert.InRange(file.CreateOptions().TrailingPaddingLength, 4_290_000_000, DicomFrameFileOptions.MaximumTrailingPaddingBytes);
        Assert.Equal(4_290, file.ReducedFrameCount);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(255)]
    public void Create_TilesWhoseSidesAreNotMultiplesOf16_IsRefused(int side)
    {
        var exception = Assert.Throws<ConversionException>(
            () => new DualTiffImage(LargeInstance.Prepare(LargeInstance.Plan([10, 12], tileSide: side))));

        Assert.Contains("multiples of 16", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_CodingThatTiffCannotTell_IsRefused()
    {
        var plan = LargeInstance.Plan([10, 12]) with { PhotometricInterpretation = "YBR_FULL" };

        Assert.Contains(
            "--dual-tiff",
            Assert.Throws<ConversionException>(() => new DualTiffImage(LargeInstance.Prepare(plan))).Message,
            StringComparison.Ordinal);
    }

    private static DualTiffFile Create(long bigFrom, params int[] framesOfOneMegabyte)
    {
        var instances = framesOfOneMegabyte.Where(count => count > 0).Select((count, level) =>
            LargeInstance.Prepare(LargeInstance.Plan([.. Enumerable.Repeat(1_000_000L, count)], level))).ToList();
        var images = instances.ConvertAll(instance => new DualTiffImage(instance));
        return DualTiffFile.Create(instances[0], images[0], images[1..], bigFrom);
    }
}
