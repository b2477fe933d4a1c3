namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>One file of a crosswalk, made beside its place and renamed when it is complete.</summary>
internal sealed class CrosswalkFile : IDisposable
{
    private readonly string _path;
    private readonly string _partialPath;
    private readonly CrosswalkTable _table;
    private FileStream? _stream;

    private CrosswalkFile(string path, string partialPath, CrosswalkTable table, FileStream stream)
    {
        _path = path;
        _partialPath = partialPath;
        _table = table;
        _stream = stream;
    }

    /// <summary>Makes the file that the lines will go into, still empty, so that a wrong place is found before any work.</summary>
    /// <param name="path">Where the file shall be; nothing may be there, not even a link.</param>
    /// <param name="table">The lines.</param>
    /// <exception cref="CrosswalkException">There is something, or no file can be made.</exception>
    public static CrosswalkFile Reserve(string path, CrosswalkTable table)
    {
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            throw new CrosswalkException("this exists already; a crosswalk is never overwritten, choose another name", path);
        }

        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full);
        if (folder is null || !Directory.Exists(folder))
        {
            throw new CrosswalkException("there is no such folder for the crosswalk; make it first", path);
        }

        // CreateNew follows no link; the mode is there from the first moment. Without a buffer nothing is left to be written
        // by closing, which on a full disk would fail once more.
        var partialPath = Path.Combine(folder, $".{Path.GetFileName(full)}.partial");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new CrosswalkFile(full, partialPath, table, new FileStream(partialPath, options));
        }
        catch (IOException) when (Path.Exists(partialPath))
        {
            throw new CrosswalkException(
                $"{Path.GetFileName(partialPath)} is beside it: another run is writing it, or was killed; delete it if none is",
                path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CrosswalkException("the crosswalk cannot be written there; choose another place", path);
        }
    }

    /// <summary>Writes all lines and brings them to the disk.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Write()
    {
        _table.Write(_stream!);
        _stream!.Flush(flushToDisk: true);
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="IOException">Something has that name by now.</exception>
    public void Deliver()
    {
        _stream!.Dispose();
        File.Move(_partialPath, _path, overwrite: false);
        _stream = null;
    }

    /// <summary>Deletes what was not delivered.</summary>
    public void Dispose()
    {
        if (_stream is not { } stream)
        {
            return;
        }

        _stream = null;
        stream.Dispose();
        File.Delete(_partialPath);
    }
}
