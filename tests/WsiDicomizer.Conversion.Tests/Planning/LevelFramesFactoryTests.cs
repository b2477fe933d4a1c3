using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Conversion.Tests.Frames;
using WsiDicomizer.Deidentification.Keys;

namespace WsiDicomizer.Conversion.Tests.Planning;

public class LevelFramesFactoryTests
{
    [Fact]
    public void Create_TableThatPointsAtOneTileTooOften_IsRefusedByTheLimit()
    {
        var level = new FakeLevel([new byte[1000]]).RepeatFirst(64);

        var exception = Assert.Throws<ConversionException>(() => Create(level));

        Assert.Contains("MaximumExpansion", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TilesThatShareTheirBytesWithinTheLimit_AreRead()
    {
        var level = new FakeLevel([new byte[1000]]).RepeatFirst(63);

        // The next thing that is wrong with it: zeros are no JPEG stream.
        var exception = Assert.Throws<ConversionException>(() => Create(level));

        Assert.DoesNotContain("MaximumExpansion", exception.Message, StringComparison.Ordinal);
        Assert.Contains("JPEG", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_BaseWithoutAnyTile_IsRefused()
    {
        var exception = Assert.Throws<ConversionException>(() => Create(new FakeLevel([[], []])));

        Assert.Contains("no tile is stored", exception.Message, StringComparison.Ordinal);
    }

    private static void Create(FakeLevel level)
    {
        var options = new ConversionOptions
        {
            Profile = ConvertedSlide.Profile("level-iv"),
            Key = new ProjectKey(new byte[ProjectKey.LengthBytes]),
        };
        new LevelFramesFactory(options, () => throw new InvalidOperationException("no spool is needed"), [])
            .Create(level, larger: null, isThorough: false, CancellationToken.None);
    }
}
