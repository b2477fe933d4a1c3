using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary><c>deidentify</c> on whole slide images of other makers.</summary>
public sealed class DeidentifySlidesTests(DicomSources sources) : IClassFixture<DicomSources>, IDisposable
{
    private readonly TempFolder _folder = new();

    [ToolTheory("python3", "dciodvfy")]
    [MemberData(nameof(DicomSources.Slides), MemberType = typeof(DicomSources))]
    public void Deidentify_WholeSlideImage_KeepsItsFramesAndAddsNoFault(string name, bool hasNewHeaders)
    {
        var output = _folder["out"];

        var run = Deidentified.Run(sources.FolderOf(name), output, "--key-file", sources.Key);

        Assert.True(run.ExitCode == 0, run.Text);
        var largest = Deidentified.Instances(output).MaxBy(file => new FileInfo(file).Length)!;
        var (frames, identical, samePixels) = DicomSources.Compare(sources.BaseOf(name), largest);
        Assert.Equal(frames, hasNewHeaders ? samePixels : identical);
        Assert.True(frames > 0);
        var before = ErrorsOf(sources.FilesOf(name));
        Assert.All(ErrorsOf(Deidentified.Instances(output)), error => Assert.Contains(error, before));
    }

    [ToolFact("python3")]
    public void Deidentify_SlideOfSeveralImages_DropsLabelAndOverviewAndKeepsOneSeries()
    {
        var source = sources.FolderOf(DicomSources.Cmu1);
        var output = _folder["out"];

        var run = Deidentified.Run(source, output, "--key-file", sources.Key);

        Assert.True(run.ExitCode == 0, run.Text);
        var instances = Deidentified.Instances(output);
        Assert.Equal(sources.FilesOf(DicomSources.Cmu1).Length - 2, instances.Length);
        Assert.Single(instances.Select(Path.GetDirectoryName).Distinct());
        var dropped = Deidentified.Report(output).GetProperty("inputs").GetProperty("droppedImages");
        Assert.Equal(1, dropped.GetProperty("LABEL").GetInt32());
        Assert.Equal(1, dropped.GetProperty("OVERVIEW").GetInt32());
        Assert.Contains("2 images", run.Output, StringComparison.Ordinal);
        var (values, uids) = DicomSources.IdentityOf(sources.FilesOf(DicomSources.Cmu1));
        Assert.NotEmpty(uids);
        Assert.All(FolderContent.Read(output).Keys, file => Assert.All(
            values.Concat(uids).Where(value => value.Length > 7),
            value => Assert.False(Deidentified.Mentions(Path.Combine(output, file), value), file)));
    }

    [ToolFact("python3")]
    public void Deidentify_UnderIdentified_KeepsLabelAndOverview()
    {
        var source = sources.FolderOf(DicomSources.Cmu1);

        var run = Deidentified.Run(source, _folder["out"], "-p", "identified");

        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Equal(sources.FilesOf(DicomSources.Cmu1).Length, Deidentified.Instances(_folder["out"]).Length);
    }

    public void Dispose() => _folder.Dispose();

    private static HashSet<string> ErrorsOf(string[] files) =>
    [
        .. files.SelectMany(file => ProcessRun.Start("dciodvfy", [file]).Text.Split('\n'))
            .Where(line => line.StartsWith("Error", StringComparison.Ordinal)),
    ];
}
