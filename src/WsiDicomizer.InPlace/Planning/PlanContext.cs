using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Planning;

/// <summary>A slide, the rules for it, and the plan that grows.</summary>
internal sealed class PlanContext : IDisposable
{
    private readonly SlideFile?[] _files;
    private readonly PatchList[] _patches;
    private readonly string[] _newNames;
    private readonly bool[] _isRemoved;
    private readonly List<PlannedPlace> _places = [];
    private readonly List<PlannedFile> _beside = [];

    /// <summary>Starts a plan.</summary>
    /// <param name="slide">The slide; it stays the caller's.</param>
    /// <param name="rules">What is to become of it.</param>
    /// <param name="newName">The slide's new name, without folder and extension.</param>
    /// <param name="limits">What the plan may ask for.</param>
    public PlanContext(Slide slide, AnonymizationRules rules, string newName, AnonymizationLimits limits)
    {
        Slide = slide;
        Rules = rules;
        NewName = newName;
        Limits = limits;
        Folder = Path.GetDirectoryName(slide.Files[0])!;
        HiddenRecords = rules.Level == AnonymizationLevel.IV ? [.. slide.FindHiddenIdentity()] : [];
        Records = [.. slide.IdentityRecords, .. HiddenRecords];
        _files = new SlideFile?[slide.Files.Count];
        _patches = [.. slide.Files.Select(_ => new PatchList(limits))];
        _newNames = [.. slide.Files.Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))];
        _isRemoved = new bool[slide.Files.Count];
    }

    /// <summary>The slide.</summary>
    public Slide Slide { get; }

    /// <summary>What is to become of it.</summary>
    public AnonymizationRules Rules { get; }

    /// <summary>The slide's new name, without folder and extension; its old one where it keeps that.</summary>
    public string NewName { get; }

    /// <summary>What the plan may ask for.</summary>
    public AnonymizationLimits Limits { get; }

    /// <summary>The folder of the slide's first file, by full path.</summary>
    public string Folder { get; }

    /// <summary>Every identity record of the slide; at level IV those that no structure leads to as well.</summary>
    public IReadOnlyList<IdentityRecord> Records { get; }

    /// <summary>Those of <see cref="Records"/> that no structure leads to, so that any byte does in their place.</summary>
    public IReadOnlyList<IdentityRecord> HiddenRecords { get; }

    /// <summary>What becomes of each place, in the order it was planned.</summary>
    public IReadOnlyList<PlannedPlace> Places => _places;

    /// <summary>Whether the rules ask for a level at least.</summary>
    /// <param name="level">The level.</param>
    public bool Reaches(AnonymizationLevel level) => Rules.Level >= level;

    /// <summary>One of the slide's files, opened for reading; it stays the plan's.</summary>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/>, 0-based.</param>
    public SlideFile Open(int fileIndex) => _files[fileIndex] ??= SlideFile.Open(Slide.Files[fileIndex]);

    /// <summary>Reads bytes of a file as they are.</summary>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/>, 0-based.</param>
    /// <param name="range">Which bytes; not more than an array holds.</param>
    public byte[] Read(int fileIndex, ByteRange range)
    {
        var bytes = new byte[range.Length];
        Open(fileIndex).ReadExactly(range.Offset, bytes);
        return bytes;
    }

    /// <summary>Plans to write bytes over those that are there.</summary>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/>, 0-based.</param>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="bytes">The new bytes.</param>
    /// <param name="stage">When.</param>
    public void Write(int fileIndex, long offset, ReadOnlyMemory<byte> bytes, PatchStage stage = PatchStage.Texts)
    {
        RequireInside(fileIndex, new ByteRange(offset, bytes.Length));
        _patches[fileIndex].Add(new FilePatch(offset, bytes, stage));
    }

    /// <summary>Plans to write zeros over the bytes that are there.</summary>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/>, 0-based.</param>
    /// <param name="range">Where.</param>
    /// <param name="stage">When.</param>
    public void Zero(int fileIndex, ByteRange range, PatchStage stage = PatchStage.Pictures)
    {
        RequireInside(fileIndex, range);
        _patches[fileIndex].Add(new FilePatch(range, stage));
    }

    /// <summary>Plans another name for a file.</summary>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/>, 0-based.</param>
    /// <param name="newName">Its path below <see cref="Folder"/>, the parts joined by <c>/</c>.</param>
    public void Rename(int fileIndex, string newName) => _newNames[fileIndex] = newName;

    /// <summary>Plans that a file goes altogether.</summary>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/>, 0-based; not the first.</param>
    public void Remove(int fileIndex) => _isRemoved[fileIndex] = true;

    /// <summary>Plans that a file which is none of the slide's goes; from level III on overwritten before.</summary>
    /// <param name="path">The file, by full path, in <see cref="Folder"/>.</param>
    public void RemoveBeside(string path)
    {
        var patches = new PatchList(Limits);
        if (Reaches(AnonymizationLevel.III))
        {
            patches.Add(new FilePatch(new ByteRange(0, new FileInfo(path).Length), PatchStage.Pictures));
        }

        _beside.Add(new PlannedFile { Path = path, NewName = Path.GetFileName(path), Patches = patches, IsRemoved = true });
    }

    /// <summary>Tells what becomes of a file which is none of the slide's.</summary>
    /// <param name="action">What becomes of it.</param>
    public void TellBeside(PlaceAction action) =>
        _places.Add(new PlannedPlace(0, "a file beside the slide", IdentityKind.FileName, action));

    /// <summary>Whether a file goes altogether.</summary>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/>, 0-based.</param>
    public bool IsRemoved(int fileIndex) => _isRemoved[fileIndex];

    /// <summary>The path that a file is to have.</summary>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/>, 0-based.</param>
    public string GetNewName(int fileIndex) => _newNames[fileIndex];

    /// <summary>Tells what becomes of a place.</summary>
    /// <param name="record">The place.</param>
    /// <param name="action">What becomes of it.</param>
    public void Tell(IdentityRecord record, PlaceAction action) =>
        _places.Add(new PlannedPlace(record.FileIndex, record.Location, record.Kind, action));

    /// <summary>The patches of a file so far.</summary>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/>, 0-based.</param>
    public PatchList GetPatches(int fileIndex) => _patches[fileIndex];

    /// <summary>What becomes of every file: the slide's, then those beside it that go.</summary>
    public IReadOnlyList<PlannedFile> ToFiles() =>
    [
        .. Slide.Files.Select((path, index) => new PlannedFile
        {
            Path = path,
            NewName = _newNames[index],
            Patches = _patches[index],
            IsRemoved = _isRemoved[index],
        }),
        .. _beside,
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file?.Dispose();
        }
    }

    private void RequireInside(int fileIndex, ByteRange range)
    {
        var length = Open(fileIndex).Length;
        if (range.Offset < 0 || range.End > length)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"identity stands in {range.Length} bytes that reach beyond the end of the file, {length}",
                Slide.Files[fileIndex],
                range.Offset);
        }
    }
}
