using System.Globalization;
using Microsoft.Win32.SafeHandles;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>
/// The files of a run while it goes on, in a folder of the output that nobody takes for finished. Everything appears at
/// the end, or nothing.
/// </summary>
/// <remarks>
/// <see cref="Reserve"/> and <see cref="Release"/> are thread-safe. Two inputs of one SOP Instance UID have one name; which
/// of them came first depends on chance, so the names are given at the end, by the digests of the files.
/// </remarks>
internal sealed class InstanceStaging : IDisposable
{
    private const string FolderName = ".partial";
    private const string LockName = ".lock";
    private const string MoreName = ".more";

    // Beyond that many files it is faster to bring the whole file system to the disk than each of them.
    private const int MostSingleFlushes = 64;

    private readonly string _output;
    private readonly string _path;
    private readonly SafeFileHandle _lock;
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<StagedInstance>> _byCode = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _more;

    private InstanceStaging(string output, string path, SafeFileHandle lockHandle)
    {
        _output = output;
        _path = path;
        _lock = lockHandle;
    }

    /// <summary>Creates the folder.</summary>
    /// <param name="output">Where the files are delivered: an existing folder.</param>
    /// <exception cref="ConversionException">Another run is writing there.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static InstanceStaging Create(string output)
    {
        var path = Path.Combine(output, FolderName);
        if (Directory.Exists(path))
        {
            throw new ConversionException(
                $"the output has a folder {FolderName}: another run is writing it, or was killed; delete it if none is");
        }

        Directory.CreateDirectory(path);
        return new InstanceStaging(output, path, File.OpenHandle(
            Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose));
    }

    /// <summary>Gives an instance a place.</summary>
    /// <param name="number">The input's number.</param>
    /// <param name="name">Where it will be.</param>
    /// <param name="originals">The digest of the originals that it keeps encrypted; empty where it keeps none.</param>
    public StagedInstance Reserve(int number, InstanceName name, ReadOnlyMemory<byte> originals = default)
    {
        var folder = Path.Combine(_path, name.Study, name.Series);
        lock (_gate)
        {
            if (_folders.Add(folder))
            {
                Directory.CreateDirectory(folder);
            }

            if (!_byCode.TryGetValue(name.Instance, out var entries))
            {
                _byCode.Add(name.Instance, entries = []);
            }

            var path = entries.Count == 0 ? Path.Combine(_path, name.FilePath(1)) : NextMore();
            var entry = new StagedInstance(number, name, path) { Originals = originals };
            entries.Add(entry);
            return entry;
        }
    }

    /// <summary>Forgets an instance whose file was not written.</summary>
    public void Release(StagedInstance entry)
    {
        lock (_gate)
        {
            var entries = _byCode[entry.Name.Instance];
            entries.Remove(entry);
            if (entries.Count == 0)
            {
                _byCode.Remove(entry.Name.Instance);
            }
        }
    }

    /// <summary>Gives every file its name: of files that are the same one stays, of others of one name each gets a number.</summary>
    /// <param name="onNamed">Told of each instance its path below the output, with <c>/</c>, and whether it is a duplicate.</param>
    /// <returns>How many SOP Instance UIDs stand for more than one instance.</returns>
    public int Resolve(Action<StagedInstance, string, bool> onNamed)
    {
        var ambiguous = 0;
        foreach (var entries in _byCode.Values)
        {
            List<StagedInstance> different = entries.Count == 1 ? [entries[0]] : Distinguish(entries, onNamed);
            ambiguous += different.Count > 1 ? 1 : 0;
            for (var index = 0; index < different.Count; index++)
            {
                var entry = different[index];
                var relative = entry.Name.FilePath(index + 1);
                Move(entry, Path.Combine(_path, relative));
                onNamed(entry, relative.Replace(Path.DirectorySeparatorChar, '/'), false);
            }

            entries.Clear();
            entries.AddRange(different);
        }

        return ambiguous;
    }

    /// <summary>Brings everything to the disk and gives it its final place.</summary>
    /// <param name="reportPath">A file outside the studies, which appears last.</param>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Deliver(string reportPath)
    {
        FlushAll();
        var studies = _byCode.Values.SelectMany(entries => entries)
            .GroupBy(entry => entry.Name.Study, entry => entry.Name.Series, StringComparer.Ordinal);
        foreach (var study in studies.OrderBy(study => study.Key, StringComparer.Ordinal))
        {
            DeleteEmptySeries(study.Key, study.ToHashSet(StringComparer.Ordinal));
            Directory.Move(Path.Combine(_path, study.Key), Path.Combine(_output, study.Key));
        }

        File.Move(reportPath, Path.Combine(_output, Path.GetFileName(reportPath)));
    }

    /// <summary>A path for a file of the run itself.</summary>
    /// <param name="name">The file's name.</param>
    public string GetPath(string name) => Path.Combine(_path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }

    private static void Move(StagedInstance entry, string path)
    {
        if (entry.Path != path)
        {
            File.Move(entry.Path, path);
            entry.Path = path;
        }
    }

    private List<StagedInstance> Distinguish(List<StagedInstance> entries, Action<StagedInstance, string, bool> onNamed)
    {
        var byDigest = new SortedDictionary<string, List<StagedInstance>>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var digest = InstanceDigest.Of(entry);
            if (!byDigest.TryGetValue(digest, out var same))
            {
                byDigest.Add(digest, same = []);
            }

            same.Add(entry);

            // Out of the way: the names that are given now may be those of others.
            Move(entry, NextMore());
        }

        foreach (var same in byDigest.Values)
        {
            same.Sort(static (left, right) => left.Number.CompareTo(right.Number));
            foreach (var duplicate in same.Skip(1))
            {
                File.Delete(duplicate.Path);
                onNamed(duplicate, string.Empty, true);
            }
        }

        return [.. byDigest.Values.Select(same => same[0])];
    }

    private string NextMore()
    {
        var folder = Path.Combine(_path, MoreName);
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, Interlocked.Increment(ref _more).ToString(CultureInfo.InvariantCulture));
    }

    private void DeleteEmptySeries(string study, HashSet<string> series)
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(_path, study)))
        {
            if (!series.Contains(Path.GetFileName(folder)))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private void FlushAll()
    {
        var entries = _byCode.Values.SelectMany(list => list).ToList();
        if (entries.Count > MostSingleFlushes && FileSystemFlush.TryFlush(_lock))
        {
            return;
        }

        foreach (var entry in entries)
        {
            FileSystemFlush.Flush(entry.Path);
        }
    }
}
