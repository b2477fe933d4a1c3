using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Inspecting;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Cli.Terminal.Rich;
using WsiDicomizer.Conversion;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.Cli.Demo;

/// <summary>The demo: a made-up slide goes the whole way, and its identity is looked for in what comes out.</summary>
/// <param name="parent">The folder of all runs.</param>
/// <param name="environment">The world and the other rooms.</param>
internal sealed class DemoRun(string parent, CommandEnvironment environment)
{
    private const string Vendor = "aperio";
    private const string Variant = "classic-rgb";

    private readonly ICommandConsole _console = environment.Console;

    /// <summary>Runs.</summary>
    /// <returns>The exit code: 3 where identity is in the output.</returns>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public int Execute()
    {
        var cancellationToken = environment.ListenForInterruption();
        var profile = ResolvedProfile.Resolve(environment.FindProfiles().Load(ProfileCatalog.DefaultProfile));
        var folder = DemoFolder.Create(parent);
        Line($"1. A synthetic slide with invented identity goes to {Printable.From(folder.Slide)}.");
        var written = SyntheticSlideCatalog.Find(Vendor)!.Write(
            Variant, folder.Slide, new SyntheticSlideOptions(), cancellationToken);
        Line($"   {Path.GetFileName(written.Path)}, {Quantity.Bytes(new FileInfo(written.Path).Length)}, "
            + $"{Quantity.Of(written.AnswerKey.Entries.Count, "planted value")}.");
        Line(string.Empty);
        try
        {
            using var slide = environment.OpenSlide(written.Path);
            ShowIdentity(slide);
            Convert(slide, profile, folder, cancellationToken);
        }
        catch (Exception exception) when (exception is SlideFormatException or ConversionException)
        {
            _console.Error.WriteLine(FailureText.ForInput(written.Path, exception));
            return ExitCodes.Failed;
        }

        var report = new LeakSearch(written.AnswerKey.Entries).Search(folder.Dicom, cancellationToken);
        new DemoFindings(_console).Show(written.AnswerKey, report);
        ShowWhereToLook(folder, written);
        return report.IsClean ? ExitCodes.Success : ExitCodes.IdentityFound;
    }

    private void ShowIdentity(Slide slide)
    {
        Line("2. The identity in it, as 'inspect' shows it:");
        new SlideText(_console).WriteIdentity(slide.IdentityRecords, [.. slide.FindHiddenIdentity()]);
    }

    private void Convert(
        Slide slide, ResolvedProfile profile, DemoFolder folder, CancellationToken cancellationToken)
    {
        Line($"3. It becomes DICOM with profile {profile.Name}.");
        var options = new ConversionOptions { Profile = profile, Key = environment.MakeKey() };
        var conversion = environment.CreateConversion(options);
        OutputFolder.Prepare(folder.Dicom);
        var result = ProgressBar.Run(
            _console,
            wanted: true,
            "slide 1",
            progress => conversion.Convert(slide, folder.Dicom, progress, cancellationToken));
        Line($"   The slide is now {result.SlidePseudonym}.");
        var files = new TextTable("file", "image", "size", "frames", "what was done to the pixels");
        foreach (var instance in result.Instances)
        {
            files.AddRow(
                instance.FileName,
                instance.Role,
                instance.Size.ToString(),
                Quantity.Number(instance.FrameCount),
                ConvertSummary.Words(instance.Handling));
        }

        files.Write(_console);
        Line(string.Empty);
        Line("   Actions taken on the attributes (PS3.15 Table E.1-1):");
        var actions = new TextTable("action", "what it means", "attributes");
        var counts = result.ActionCounts.Select(pair => KeyValuePair.Create(pair.Key, (long)pair.Value));
        foreach (var (letter, meaning, count) in ActionWords.Sorted(counts))
        {
            actions.AddRow(letter, meaning, Quantity.Number(count));
        }

        actions.Write(_console);
        Line(string.Empty);
    }

    private void ShowWhereToLook(DemoFolder folder, WrittenSlide written)
    {
        Line("5. Where to look:");
        Line($"   the slide           {Printable.From(written.Path)}");
        Line($"   what was planted    {Printable.From(AnswerKey.PathFor(written.Path))}");
        Line($"   the DICOM output    {Printable.From(folder.Dicom)}");
        Line($"   inspect it          {CommandLine.ProgramName} inspect \"{Printable.From(written.Path)}\"");
        Line($"   convert your own    {CommandLine.ProgramName} convert SLIDE -o DIR");
    }

    private void Line(string text) => _console.Out.WriteLine(text);
}
