using WsiDicomizer.Conversion.Output;

namespace WsiDicomizer.Conversion.Tests.Output;

public class StagingFolderTests
{
    [Fact]
    public void Create_ByManyAtOnce_OneGetsItAndTheOthersLeaveItAlone()
    {
        const int Threads = 6;
        var output = Directory.CreateTempSubdirectory("wsidicomizer-test-").FullName;
        try
        {
            for (var round = 0; round < 50; round++)
            {
                var folders = new StagingFolder?[Threads];
                using var start = new Barrier(Threads);
                var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
                {
                    start.SignalAndWait();
                    folders[index] = TryCreate(output, $"S-{round}");
                })).ToList();
                threads.ForEach(thread => thread.Start());
                threads.ForEach(thread => thread.Join());

                var owner = Assert.Single(folders, folder => folder is not null)!;
                File.WriteAllText(Path.Combine(owner.Path, "volume-0.dcm"), "frames");
                owner.Deliver();
                owner.Dispose();
                Assert.Equal(
                    ["volume-0.dcm"], Directory.EnumerateFileSystemEntries(Path.Combine(output, $"S-{round}")).Select(Path.GetFileName));
            }
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static StagingFolder? TryCreate(string output, string name)
    {
        try
        {
            return StagingFolder.Create(output, name);
        }
        catch (ConversionException)
        {
            return null;
        }
    }
}
