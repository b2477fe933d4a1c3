using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Deidentification.Crosswalks;

namespace WsiDicomizer.Cli.Crosswalks;

/// <summary>The crosswalk of one run of a command, if one was asked for.</summary>
internal sealed class CrosswalkOutput : IDisposable
{
    private readonly CrosswalkTargets _targets;
    private readonly CrosswalkFiles? _files;

    private CrosswalkOutput(CrosswalkTargets targets)
    {
        _targets = targets;
        _files = CrosswalkFiles.Reserve(targets);
    }

    /// <summary>Where deliveries are entered; null where none was asked for.</summary>
    public Crosswalk? Crosswalk => _files?.Crosswalk;

    /// <summary>Reserves the files before anything is done.</summary>
    /// <param name="file">The file for everything, or null.</param>
    /// <param name="midiFolder">The folder for files in the manner of MIDI-B, or null.</param>
    /// <param name="outputFolder">The output.</param>
    /// <exception cref="CrosswalkException">A place is wrong: nothing was done.</exception>
    public static CrosswalkOutput Reserve(string? file, string? midiFolder, string outputFolder) =>
        new(new CrosswalkTargets { File = file, MidiFolder = midiFolder, OutputFolder = outputFolder });

    /// <summary>Writes the files at the end of a run that delivered something, also of one that was interrupted.</summary>
    /// <param name="writer">Where it is told; null for nowhere.</param>
    /// <param name="error">Where it is told that they cannot be written.</param>
    /// <param name="hasKeyFile">Whether the key outlives the run.</param>
    /// <returns>False where they cannot be written.</returns>
    public bool Deliver(TextWriter? writer, TextWriter error, bool hasKeyFile)
    {
        if (_files is null)
        {
            return true;
        }

        try
        {
            _files.Deliver();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(FailureText.Line(
                $"the crosswalk could not be written, and no part of it was left ({exception.Message}); the output is "
                + (hasKeyFile
                    ? "complete: run again with the same key file and another output folder to get it"
                    : "complete, but its key is forgotten and nothing links it to its sources: run again into another folder")));
            return false;
        }

        foreach (var line in writer is null ? [] : Summary(hasKeyFile))
        {
            writer!.WriteLine(line);
        }

        return true;
    }

    /// <summary>Deletes what was not delivered.</summary>
    public void Dispose() => _files?.Dispose();

    private IEnumerable<string> Summary(bool hasKeyFile)
    {
        string?[] places =
        [
            _targets.File,
            _targets.MidiFolder is { } folder ? Path.Combine(folder, CrosswalkFiles.MidiUidFile) : null,
            _targets.MidiFolder is not null ? CrosswalkFiles.MidiPatientFile : null,
        ];
        yield return $"Crosswalk: {Quantity.Of(_files!.Crosswalk.Count, "line")} in "
            + $"{string.Join(" and ", places.OfType<string>().Select(Printable.From))}, readable by you alone; "
            + "it is identity: keep it apart from the output.";
        if (!hasKeyFile)
        {
            yield return "The key of this run is forgotten, so the crosswalk is the only link from the output to its sources.";
        }
    }
}
