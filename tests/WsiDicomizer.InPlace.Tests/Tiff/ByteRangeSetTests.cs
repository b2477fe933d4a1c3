using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Tiff;

public sealed class ByteRangeSetTests
{
    private static readonly ByteRangeSet Set = new(
        [new ByteRange(50, 10), new ByteRange(10, 10), new ByteRange(20, 5), new ByteRange(55, 10), new ByteRange(30, 0)]);

    [Fact]
    public void Merged_RunsThatTouchOrOverlap_AreOne() =>
        Assert.Equal([new ByteRange(10, 15), new ByteRange(50, 15)], Set.Merged);

    [Theory]
    [InlineData(0, 10, false)]
    [InlineData(0, 11, true)]
    [InlineData(24, 1, true)]
    [InlineData(25, 25, false)]
    [InlineData(25, 26, true)]
    [InlineData(64, 1, true)]
    [InlineData(65, 100, false)]
    [InlineData(12, 0, false)]
    public void Overlaps_Runs_IsTrueWithOneByteInCommon(long offset, long length, bool expected) =>
        Assert.Equal(expected, Set.Overlaps(new ByteRange(offset, length)));

    [Fact]
    public void Without_RunOverBoth_IsWhatIsLeft()
    {
        Assert.Equal([new ByteRange(5, 5), new ByteRange(25, 25), new ByteRange(65, 5)], Set.Without(new ByteRange(5, 65)));
        Assert.Empty(Set.Without(new ByteRange(12, 3)));
        Assert.Equal([new ByteRange(70, 5)], Set.Without(new ByteRange(70, 5)));
    }

    [Fact]
    public void Set_ManyRunsInAnyOrder_AgreesWithAskingEach()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var ranges = Enumerable.Range(0, 8).Select(_ => new ByteRange(random.Next(60), random.Next(9))).ToList();
            var set = new ByteRangeSet(ranges);
            var asked = new ByteRange(random.Next(60), random.Next(20));
            var free = Enumerable.Range((int)asked.Offset, (int)asked.Length)
                .Where(at => !ranges.Exists(range => at >= range.Offset && at < range.End)).ToList();
            Assert.Equal(free.Count < asked.Length, set.Overlaps(asked));
            Assert.Equal(
                free,
                set.Without(asked).SelectMany(range => Enumerable.Range((int)range.Offset, (int)range.Length)));
        }
    }
}
