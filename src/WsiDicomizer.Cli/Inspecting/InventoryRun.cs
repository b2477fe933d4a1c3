using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion.Inventories;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Inspecting;

/// <summary>One run of <c>inspect --inventory</c>: file after file, those that fail told and passed over.</summary>
/// <param name="request">What was asked.</param>
/// <param name="environment">The world and the other rooms.</param>
internal sealed class InventoryRun(InventoryRequest request, CommandEnvironment environment)
{
    private const int FilesBetweenSigns = 1000;

    private readonly ICommandConsole _console = environment.Console;

    // A slide of many files is found by each of them, and counted once.
    private readonly HashSet<string> _filesOfSlides = new(StringComparer.Ordinal);
    private int _failed;
    private int _done;

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ProfileException">The profile is wrong.</exception>
    /// <exception cref="UsageException">The saved inventory is wrong.</exception>
    public int Execute()
    {
        var cancellationToken = environment.ListenForInterruption();
        var profile = ResolvedProfile.Resolve(environment.FindProfiles().Load(request.Profile));
        var earlier = LoadEarlier();
        var builder = new InventoryBuilder(profile, environment.MakeKey(), request.ShowValues);
        foreach (var source in new SourceList(request.Sources).Find())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(source, builder);
            ShowThatItGoesOn();
        }

        var inventory = builder.Build();
        if (inventory.Groups.Count == 0 && _failed == 0)
        {
            _console.Error.WriteLine(
                FailureText.Line($"neither DICOM nor a slide among {Quantity.Of(inventory.OtherFiles, "file")}"));
            return ExitCodes.Failed;
        }

        InventoryText.Write(_console, request, inventory, earlier);
        return _failed == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }

    private ArchiveInventory? LoadEarlier()
    {
        if (request.Against is not { } path)
        {
            return null;
        }

        try
        {
            return InventoryJson.Load(path);
        }
        catch (InventoryException exception)
        {
            throw new UsageException($"{path}: {exception.Message}");
        }
    }

    private void Add(Source source, InventoryBuilder builder)
    {
        if (source.Problem is { } problem)
        {
            Fail(builder, $"{Printable.From(source.Path)}: {problem}");
        }
        else if (!_filesOfSlides.Contains(Path.GetFullPath(source.Path)))
        {
            try
            {
                AddFile(source, builder);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The top loop: whatever is wrong with one file, the others go on.
                _filesOfSlides.UnionWith((exception as SlideFormatException)?.SlideFiles ?? []);
                Fail(builder, FailureText.ForInput(source.Path, exception));
            }
        }
    }

    private void AddFile(Source source, InventoryBuilder builder)
    {
        if (IsDicom(source.Path))
        {
            using var file = DicomFile.Open(source.Path);
            builder.Add(file);
            return;
        }

        try
        {
            using var slide = SlideSource.Open(source, environment);
            _filesOfSlides.UnionWith(slide.Files);
            builder.Add(slide);
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.NotThisFormat)
        {
            AddBareDataset(source, builder, exception);
        }
    }

    // DICOM without preamble looks like anything: it is what can be read as a data set.
    private static void AddBareDataset(Source source, InventoryBuilder builder, SlideFormatException noSlide)
    {
        DicomFile file;
        try
        {
            file = DicomFile.Open(source.Path);
        }
        catch (DicomFileException) when (!source.IsExplicit)
        {
            builder.AddOther();
            return;
        }
        catch (DicomFileException)
        {
            throw noSlide;
        }

        using (file)
        {
            builder.Add(file);
        }
    }

    // Pipes and devices have no length: opening one could wait for ever.
    private static bool IsDicom(string path) => new FileInfo(path) is { Exists: true, Length: > 0 } && DicomFile.HasValidHeader(path);

    private void Fail(InventoryBuilder builder, string line)
    {
        _console.Error.WriteLine(line);
        builder.AddFailure();
        _failed++;
    }

    private void ShowThatItGoesOn()
    {
        _done++;
        if (_console.ErrorIsTerminal && _done % FilesBetweenSigns == 0)
        {
            _console.Error.WriteLine($"{Quantity.Of(_done, "file")} …");
        }
    }
}
