using WsiDicomizer.Imaging.Native;
using WsiDicomizer.Imaging.Native.OpenJpeg;
using WsiDicomizer.Imaging.Native.TurboJpeg;

namespace WsiDicomizer.Imaging.Tests.Native;

public class NativeLibraryResolverTests
{
    [Fact]
    public void Load_KnownLibraries_AreFound()
    {
        Assert.NotEqual(0, NativeLibraryResolver.Load(TurboJpegLibrary.Info));
        Assert.NotEqual(0, NativeLibraryResolver.Load(OpenJpegLibrary.Info));
    }

    [Fact]
    public void Load_MissingLibrary_NamesThePackageOfEachSystem()
    {
        var exception = Assert.Throws<NativeLibraryMissingException>(
            () => NativeLibraryResolver.Load(Info("libnosuchthing.so.9")));

        Assert.Equal((CodecProblem.LibraryMissing, "libnosuchthing"), (exception.Problem, exception.Library));
        foreach (var hint in new[] { "apt-get install deb-a", "dnf install fed-b", "brew install brew-c", "win-d" })
        {
            Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_LibraryWithoutARequiredFunction_IsTooOld()
    {
        var names = TurboJpegLibrary.Info.LinuxNames.Concat(TurboJpegLibrary.Info.MacNames)
            .Concat(TurboJpegLibrary.Info.WindowsNames);
        var exception = Assert.Throws<NativeLibraryMissingException>(
            () => NativeLibraryResolver.Load(Info([.. names])));
        Assert.Contains("too old", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.5.0", true)]
    [InlineData("2.3.1", true)]
    [InlineData("2.2.0", false)]
    [InlineData("3.0.0", false)]
    [InlineData("", false)]
    public void IsSupported_OfVersions_TakesTwoPointThreeAndLater(string version, bool expected) =>
        Assert.Equal(expected, OpenJpegLibrary.IsSupported(version));

    private static NativeLibraryInfo Info(params string[] names) => new()
    {
        Name = "libnosuchthing",
        LinuxNames = names,
        MacNames = names,
        WindowsNames = names,
        DebianPackage = "deb-a",
        FedoraPackage = "fed-b",
        BrewFormula = "brew-c",
        WindowsHint = "win-d",
        RequiredExports = ["no_such_function"],
    };
}
