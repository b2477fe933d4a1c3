using WsiDicomizer.Conversion.Planning;

namespace WsiDicomizer.Conversion.Tests.Planning;

public class ConcatenationPlannerTests
{
    private const long GB = 1_000_000_000;

    // Beyond 4 GiB a part has an extended offset table, which is four times as long and takes its room too.
    [Theory]
    [InlineData(2 * GB)]
    [InlineData(4_294_967_296)]
    [InlineData(4_300_000_000)]
    [InlineData(9 * GB)]
    public void Plan_FramesOfManyGigabytes_GivesPartsWithinTheLimit(long limit)
    {
        var plan = LargeInstance.Plan([.. Enumerable.Range(0, 4_000).Select(index => 5_000_000L + (index % 7))]);

        var parts = new ConcatenationPlanner(limit, LargeInstance.Prepare).Plan(plan);

        Assert.InRange(parts.Count, 2, 11);
        Assert.Equal(4_000, parts.Sum(part => part.FrameCount));
        Assert.All(parts, part => Assert.InRange(LargeInstance.Prepare(part).GetFileLength(), 1, limit));
        Assert.All(parts.SkipLast(1), part => Assert.InRange(LargeInstance.Prepare(part).GetFileLength(), limit - 5_100_000, limit));
    }

    [Fact]
    public void Plan_OneFrameTooLarge_IsRefused()
    {
        var planner = new ConcatenationPlanner(GB, LargeInstance.Prepare);

        Assert.Throws<ConversionException>(() => planner.Plan(LargeInstance.Plan([10, 2 * GB, 10])));
        Assert.Throws<ConversionException>(() => planner.Plan(LargeInstance.Plan([2 * GB])));
    }

    [Fact]
    public void Plan_MorePartsThanAnyoneWants_IsRefusedWithTheirNumber()
    {
        var plan = LargeInstance.Plan([.. Enumerable.Repeat(20_000L, 10_001)]);

        var exception = Assert.Throws<ConversionException>(() => new ConcatenationPlanner(40_000, LargeInstance.Prepare).Plan(plan));

        Assert.Contains("10001 parts", exception.Message, StringComparison.Ordinal);
    }
}
