namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>A folder of its own; gone when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("wsidicomizer-dicom-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
