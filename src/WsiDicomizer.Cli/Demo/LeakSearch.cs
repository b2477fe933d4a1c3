using System.Globalization;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.Cli.Demo;

/// <summary>Looks for every value of an answer key in every byte and every name below a folder.</summary>
/// <remarks>
/// It knows nothing of the conversion and of DICOM but where ImageType stands, so that it cannot share their mistakes.
/// Of several finds of one value in one file the first is told.
/// </remarks>
internal sealed class LeakSearch
{
    private const int ChunkLength = 1 << 20;

    private readonly PatternMatcher _matcher;
    private readonly List<int> _notSearched = [];
    private readonly List<LeakFind> _finds = [];
    private readonly List<string> _forbidden = [];
    private readonly byte[] _buffer;
    private long _bytes;

    /// <summary>Prepares the search.</summary>
    /// <param name="entries">The values.</param>
    public LeakSearch(IReadOnlyList<AnswerKeyEntry> entries)
    {
        var patterns = new List<SearchPattern>();
        for (var index = 0; index < entries.Count; index++)
        {
            var forms = SearchForms.Of(index, entries[index]);
            patterns.AddRange(forms);
            if (forms.Count == 0)
            {
                _notSearched.Add(index);
            }
        }

        _matcher = new PatternMatcher(patterns);
        _buffer = new byte[ChunkLength + (2 * _matcher.Context)];
    }

    /// <summary>Searches a folder.</summary>
    /// <param name="folder">Its own name does not count.</param>
    /// <param name="cancellationToken">Stops between two chunks.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public LeakReport Search(string folder, CancellationToken cancellationToken)
    {
        var entries = new DirectoryInfo(folder)
            .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal)
            .ToList();
        var files = entries.OfType<FileInfo>().ToList();
        var namesAreClean = SearchNames(entries);
        for (var index = 0; index < files.Count; index++)
        {
            // A name that holds a value is not printed.
            var label = namesAreClean
                ? Path.GetRelativePath(folder, files[index].FullName)
                : string.Create(CultureInfo.InvariantCulture, $"file {index + 1}");
            SearchFile(files[index].FullName, label, cancellationToken);
        }

        return new LeakReport
        {
            Files = files.Count,
            Bytes = _bytes,
            Names = entries.Count,
            NotSearched = _notSearched,
            Finds = _finds,
            ForbiddenPictures = _forbidden,
        };
    }

    private bool SearchNames(List<FileSystemInfo> entries)
    {
        var before = _finds.Count;
        for (var index = 0; index < entries.Count; index++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"name of entry {index + 1}");
            Search(Encoding.UTF8.GetBytes(entries[index].Name), .., _ => place, []);
        }

        return _finds.Count == before;
    }

    private void SearchFile(string path, string label, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        var known = new HashSet<int>();
        for (long chunk = 0; chunk < length; chunk += ChunkLength)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Math.Max(0, chunk - _matcher.Context);
            var bytes = _buffer.AsSpan(0, ReadUpTo(file, start));
            var first = (int)(chunk - start);
            var end = Math.Min(first + ChunkLength, bytes.Length);
            Search(
                bytes,
                first..end,
                place => string.Create(CultureInfo.InvariantCulture, $"{label}, byte {start + place}"),
                known);
            if (chunk == 0 && ImageTypeCheck.IsForbidden(bytes))
            {
                _forbidden.Add(label);
            }
        }

        _bytes += length;
    }

    private void Search(ReadOnlySpan<byte> bytes, Range places, Func<int, string> describe, HashSet<int> known) =>
        _matcher.Search(bytes, places, (pattern, place) =>
        {
            if (known.Add(pattern.EntryIndex))
            {
                _finds.Add(new LeakFind(pattern.EntryIndex, pattern.Form, describe(place)));
            }
        });

    private int ReadUpTo(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset)
    {
        var done = 0;
        int count;
        while (done < _buffer.Length && (count = RandomAccess.Read(file, _buffer.AsSpan(done), offset + done)) > 0)
        {
            done += count;
        }

        return done;
    }
}
