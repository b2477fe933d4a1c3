using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>iSyntax: everything in the header is told; the pixels are refused with the reason, and nothing is written.</summary>
public class SyntheticIsyntaxTests
{
    [ToolFact("dciodvfy", Slides = false)]
    public void Inspect_BothGenerations_TellsEveryValueOfTheAnswerKeyAndTheLevels()
    {
        using var folder = new TempFolder();
        var slides = Wsidicomizer.Synthesize(folder["slides"], seed: 15, "1500x1100", "isyntax");
        Assert.Equal(2, slides.Count);
        Assert.All(slides, slide =>
        {
            PlantedValues.AssertInspected(slide);
            using var told = JsonDocument.Parse(Wsidicomizer.RunWell("inspect", "--json", slide).Output);
            var levels = told.RootElement.GetProperty("levels").EnumerateArray().ToList();
            Assert.Equal([1500, 750, 375], levels.Select(level => level.GetProperty("width").GetInt32()));
            Assert.Equal([1100, 550, 275], levels.Select(level => level.GetProperty("height").GetInt32()));
            Assert.All(levels, level => Assert.Contains("not read", level.GetProperty("unreadableReason").GetString(), StringComparison.Ordinal));
        });
    }

    [ToolFact("dciodvfy", Slides = false)]
    public void Convert_IsRefusedWithTheReason()
    {
        using var folder = new TempFolder();
        var slide = Wsidicomizer.Synthesize(folder["slides"], seed: 16, "1500x1100", "isyntax")[0];

        var run = Wsidicomizer.Run("convert", slide, "-o", folder["out"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("pixels of iSyntax are not read yet", run.Text, StringComparison.Ordinal);
        Assert.False(ConvertedFolder.AnyIn(folder["out"]));
    }
}
