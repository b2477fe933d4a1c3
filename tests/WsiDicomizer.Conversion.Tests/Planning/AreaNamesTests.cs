using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Planning;

public class AreaNamesTests
{
    [Fact]
    public void Of_OneArea_HasNoPrefix()
    {
        var names = AreaNames.Of([Area()]);

        Assert.Equal(string.Empty, names.GetPrefix(0));
        Assert.Equal((1, 1, 1), (names.AreaCount, names.PlaneCount, names.PathCount));
        Assert.Equal("1 scanned area", names.Summary);
    }

    [Fact]
    public void Of_AreasWithoutAPlace_AreCounted()
    {
        var names = AreaNames.Of([Area(), Area(), Area()]);

        Assert.Equal(["", "area-2-", "area-3-"], Enumerable.Range(0, 3).Select(names.GetPrefix));
        Assert.Equal("3 scanned areas", names.Summary);
    }

    [Fact]
    public void Of_PlanesOfWhichTheFirstIsNotTheLowest_NamesTheOthersByTheirOwnNumbers()
    {
        var names = AreaNames.Of([Area(plane: 1), Area(plane: 0), Area(plane: 2)]);

        Assert.Equal(["", "plane-1-", "plane-3-"], Enumerable.Range(0, 3).Select(names.GetPrefix));
        Assert.Equal("1 scanned area, 3 focal planes", names.Summary);
    }

    [Fact]
    public void Of_TwoAreasWithDifferentChannels_TellsThemByTheirPlace()
    {
        // White light at one place, channels and planes at another.
        var names = AreaNames.Of(
            [Area(left: 1), Area(0, 0, 2), Area(0, 1, 2), Area(1, 0, 2), Area(1, 1, 2)]);

        Assert.Equal(
            ["", "area-2-", "area-2-channel-2-", "area-2-plane-2-", "area-2-plane-2-channel-2-"],
            Enumerable.Range(0, 5).Select(names.GetPrefix));
        Assert.Equal("2 scanned areas, 2 focal planes, 2 optical paths", names.Summary);
    }

    private static SlideArea Area(int? plane = null, int? path = null, double? left = null) => new()
    {
        Levels = [],
        Metadata = new SlideMetadata(),
        Position = left is { } millimetres ? new GlassPosition(millimetres, 1, 25, 75) : null,
        FocalPlane = plane is { } index ? new FocalPlane(index, null) : null,
        OpticalPath = path is { } channel ? new OpticalPath { Index = channel, IsFluorescence = true } : null,
    };
}
