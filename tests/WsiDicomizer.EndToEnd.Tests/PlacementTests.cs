using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Where converted slides lie on the glass, as another reader computes it.</summary>
public class PlacementTests
{
    // The degrees are those that wsidicom computes from ImageOrientationSlide.
    [ToolTheory(Tools.Python)]
    [InlineData("aperio", 180)]
    [InlineData("hamamatsu", 180)]
    [InlineData("hamamatsu-vms", 180)]
    [InlineData("philips", 180)]
    [InlineData("mirax", 270)]
    [InlineData("leica", 90)]
    [InlineData("ventana", 0)]
    [InlineData("zeiss", 0)]
    public void Convert_EveryKind_LiesOnTheGlassAsItsScannersSeeIt(string vendor, int degrees)
    {
        using var folder = new TempFolder();
        Wsidicomizer.Synthesize(folder["slides"], seed: 5, "300x220", vendor);
        Wsidicomizer.RunWell("convert", folder["slides"], "-o", folder["out"], "-p", "identified", "-j", "2");

        using var json = JsonDocument.Parse(Tools.RunScript("placement.py", folder["out"]));
        var placed = json.RootElement.EnumerateArray().ToList();
        Assert.NotEmpty(placed);
        Assert.All(placed, instance =>
        {
            Assert.Equal(-1, instance.GetProperty("normal").GetDouble(), 6);
            Assert.All(Numbers(instance, "low"), number => Assert.InRange(number, -1e-4, 76));
            Assert.InRange(Numbers(instance, "high")[0], 0, 26.001);
            Assert.InRange(Numbers(instance, "high")[1], 0, 76.001);
            if (instance.GetProperty("role").GetString() is "VOLUME" or "THUMBNAIL")
            {
                Assert.Equal(degrees, instance.GetProperty("degrees").GetInt32());
            }
        });
        foreach (var series in placed.GroupBy(instance => instance.GetProperty("series").GetString()))
        {
            var origins = series.Where(instance => instance.GetProperty("role").GetString() is "VOLUME" or "THUMBNAIL")
                .Select(instance => string.Join(' ', Numbers(instance, "origin")));
            Assert.Single(origins.Distinct());
        }
    }

    private static List<double> Numbers(JsonElement instance, string name) =>
        [.. instance.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
}
