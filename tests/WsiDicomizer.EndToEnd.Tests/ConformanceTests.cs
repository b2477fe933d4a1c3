using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Foreign programs that check and read DICOM find nothing wrong, whatever the profile.</summary>
public class ConformanceTests(Cmu1 cmu1) : IClassFixture<Cmu1>
{
    [ToolTheory("dciodvfy")]
    [InlineData("identified")]
    [InlineData("basic")]
    [InlineData("level-iii")]
    [InlineData("level-iv")]
    [InlineData("research-longitudinal")]
    [InlineData("aida-1-images")]
    [InlineData("aida-2-scanner")]
    [InlineData("aida-3-period")]
    [InlineData("aida-4-examination")]
    [InlineData("aida-5-diagnosis")]
    [InlineData("public-release")]
    public void Dciodvfy_EveryInstance_FindsNoError(string profile) => AssertNoError(cmu1.Converted(profile));

    [ToolTheory("dciodvfy")]
    [InlineData("synthetic/aperio-33005.svs", "identified")]
    [InlineData("synthetic/aperio-classic-rgb.svs", "level-iv")]
    [InlineData("synthetic/aperio-zero-tile.svs", "level-iii")]
    [InlineData("aperio/openslide-python-small.svs", "level-iv")]
    public void Dciodvfy_OtherSlides_FindsNoError(string slide, string profile)
    {
        using var folder = new TempFolder();

        AssertNoError(ConvertedFolder.Convert(SharedSlides.File(slide), folder["out"], "-p", profile));
    }

    [ToolFact("dcmdump", "dcmftest")]
    public void Dcmtk_EveryInstance_IsReadToTheEnd()
    {
        foreach (var profile in Wsidicomizer.Profiles)
        {
            var instances = cmu1.Converted(profile).Instances;
            Assert.NotEmpty(instances);
            foreach (var instance in instances)
            {
                var tested = ProcessRun.Start("dcmftest", [instance]);
                Assert.Equal(0, tested.ExitCode);
                Assert.StartsWith("yes:", tested.Output, StringComparison.Ordinal);

                var dumped = ProcessRun.Start("dcmdump", ["--search", "PixelData", "--read-file-only", instance]);
                Assert.Equal(0, dumped.ExitCode);
                Assert.Contains("(7fe0,0010)", dumped.Output, StringComparison.Ordinal);
                Assert.DoesNotMatch("(?m)^[EW]:", dumped.Errors);
            }
        }
    }

    [ToolFact(Tools.Python)]
    public void Pydicom_EveryInstance_IsReadAndDecoded()
    {
        foreach (var profile in Wsidicomizer.Profiles)
        {
            var converted = cmu1.Converted(profile);
            foreach (var instance in converted.Instances.Select(Path.GetFileName))
            {
                var values = converted.Describe(instance!);
                Assert.Equal(values["NumberOfFrames"], values["DecodedFrames"]);
                Assert.Equal("1.2.840.10008.5.1.4.1.1.77.1.6", values["SOPClassUID"]);
            }
        }
    }

    private static void AssertNoError(ConvertedFolder converted)
    {
        Assert.NotEmpty(converted.Instances);
        foreach (var instance in converted.Instances)
        {
            var run = ProcessRun.Start("dciodvfy", [instance]);
            var errors = run.Text.Split('\n')
                .Where(line => line.StartsWith("Error", StringComparison.Ordinal)).ToList();
            Assert.True(errors.Count == 0, $"{Path.GetFileName(instance)}: {string.Join(Environment.NewLine, errors)}");
            // It ran on what it was given, and knew it for what it is.
            Assert.Contains("VLWholeSlideMicroscopyImage", run.Text, StringComparison.Ordinal);
        }
    }
}
