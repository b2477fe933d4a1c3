using System.Globalization;
using Microsoft.Win32.SafeHandles;
using WsiDicomizer.Conversion.Frames;

namespace WsiDicomizer.Conversion.Output;

/// <summary>
/// A folder beside the final one, in which a slide's files are made. Nothing has its final name before everything is
/// complete; what is not delivered is deleted.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    private const string LockName = ".lock";

    private readonly string _finalPath;
    // Small slides never see the disk with it, and no slide needs much of a machine's memory.
    private const long SpoolMemoryBytes = 32L << 20;

    private readonly SpoolMemory _spoolMemory = new(SpoolMemoryBytes);
    private readonly List<FrameSpool> _spools = [];
    private readonly SafeFileHandle _lock;
    private bool _isDelivered;

    private StagingFolder(string path, string finalPath, SafeFileHandle lockHandle)
    {
        _lock = lockHandle;
        Path = path;
        _finalPath = finalPath;
    }

    /// <summary>Where the files are made.</summary>
    public string Path { get; }

    /// <summary>Creates the folder.</summary>
    /// <param name="outputDirectory">Where slides are delivered.</param>
    /// <param name="slidePseudonym">The name of the slide's folder.</param>
    /// <exception cref="ConversionException">The output has a folder for this slide already.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static StagingFolder Create(string outputDirectory, string slidePseudonym)
    {
        var finalPath = System.IO.Path.Combine(outputDirectory, slidePseudonym);
        if (Directory.Exists(finalPath) || File.Exists(finalPath))
        {
            throw new ConversionException(
                $"the output has a folder {slidePseudonym} already: the same slide was converted before with the same key");
        }

        var path = System.IO.Path.Combine(outputDirectory, $".{slidePseudonym}.partial");
        if (Directory.Exists(path))
        {
            throw InUse(slidePseudonym);
        }

        // Making a folder succeeds where another made it a moment ago; making a file does not.
        Directory.CreateDirectory(path);
        var lockPath = System.IO.Path.Combine(path, LockName);
        try
        {
            return new StagingFolder(path, finalPath, File.OpenHandle(
                lockPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose));
        }
        catch (IOException) when (File.Exists(lockPath))
        {
            throw InUse(slidePseudonym);
        }
    }

    /// <summary>Makes a temporary file for frames, which is gone when the folder is delivered.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public FrameSpool CreateSpool()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"frames-{_spools.Count}.tmp");
        var spool = new FrameSpool(System.IO.Path.Combine(Path, name), _spoolMemory);
        _spools.Add(spool);
        return spool;
    }

    /// <summary>Gives the folder its final name.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public void Deliver()
    {
        CloseSpools();
        _lock.Dispose();
        Directory.Move(Path, _finalPath);
        _isDelivered = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseSpools();
        _lock.Dispose();
        if (!_isDelivered && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    // Left over from a run that was killed, or made by one that is still going on: neither is ours to touch.
    private static ConversionException InUse(string slidePseudonym) => new(
        $"the output has a folder .{slidePseudonym}.partial: another run is writing it, or was killed; delete it if none is");

    private void CloseSpools()
    {
        foreach (var spool in _spools)
        {
            spool.Dispose();
        }

        _spools.Clear();
    }
}
