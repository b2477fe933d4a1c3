namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>The crosswalk of a run and the files that it goes into: readable by their owner alone, whole or not at all.</summary>
/// <remarks>
/// Reserved before anything is done, so that a place that is wrong stops the run; written at its end. What is not delivered
/// leaves nothing behind.
/// </remarks>
public sealed class CrosswalkFiles : IDisposable
{
    /// <summary>The file of UIDs in a folder in the manner of the MIDI-B challenge.</summary>
    public const string MidiUidFile = "uid_mapping.csv";

    /// <summary>The file of patients in such a folder.</summary>
    public const string MidiPatientFile = "patid_mapping.csv";

    private readonly List<CrosswalkFile> _files = [];
    private string? _madeFolder;

    private CrosswalkFiles(CrosswalkTargets targets, CrosswalkLimits limits)
    {
        var tables = new List<CrosswalkTable>();
        try
        {
            if (targets.File is { } file)
            {
                Reserve(file, CrosswalkTable.OfEverything(), tables);
            }

            if (targets.MidiFolder is { } folder)
            {
                MakeFolder(folder);
                Reserve(Path.Combine(folder, MidiUidFile), CrosswalkTable.OfUids(), tables);
                Reserve(Path.Combine(folder, MidiPatientFile), CrosswalkTable.OfPatients(), tables);
            }
        }
        catch (CrosswalkException)
        {
            Dispose();
            throw;
        }

        Crosswalk = new Crosswalk(tables, limits);
    }

    /// <summary>Where deliveries are entered.</summary>
    public Crosswalk Crosswalk { get; }

    /// <summary>Reserves the files.</summary>
    /// <param name="targets">Where they shall be.</param>
    /// <param name="limits">How much they may hold; null for the defaults.</param>
    /// <returns>Null where none is asked for.</returns>
    /// <exception cref="CrosswalkException">
    /// One is inside the output (links followed), exists already, or cannot be made. Nothing was left behind.
    /// </exception>
    public static CrosswalkFiles? Reserve(CrosswalkTargets targets, CrosswalkLimits? limits = null)
    {
        if (targets is { File: null, MidiFolder: null })
        {
            return null;
        }

        EnsureOutside(targets.File, targets.OutputFolder);
        EnsureOutside(targets.MidiFolder, targets.OutputFolder);
        return new CrosswalkFiles(targets, limits ?? CrosswalkLimits.Default);
    }

    /// <summary>Writes all files, then gives them their names.</summary>
    /// <exception cref="IOException">The disk is full or gone, or something has such a name by now.</exception>
    public void Deliver()
    {
        foreach (var file in _files)
        {
            file.Write();
        }

        foreach (var file in _files)
        {
            file.Deliver();
        }

        _madeFolder = null;
    }

    /// <summary>Deletes what was not delivered.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }

        _files.Clear();
        if (_madeFolder is { } folder && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }

        _madeFolder = null;
    }

    private static void EnsureOutside(string? path, string outputFolder)
    {
        if (path is null)
        {
            return;
        }

        bool isInside;
        try
        {
            isInside = RealPath.IsInside(RealPath.Resolve(path), RealPath.Resolve(outputFolder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CrosswalkException("this is no place for a crosswalk: the path cannot be followed", path);
        }

        if (isInside)
        {
            throw new CrosswalkException(
                "a crosswalk links the output to its originals, so it may not lie inside the output folder; choose another place",
                path);
        }
    }

    private void Reserve(string path, CrosswalkTable table, List<CrosswalkTable> tables)
    {
        _files.Add(CrosswalkFile.Reserve(path, table));
        tables.Add(table);
    }

    private void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CrosswalkException("the folder for the crosswalk cannot be made; choose another place", path);
        }

        _madeFolder = path;
    }
}
