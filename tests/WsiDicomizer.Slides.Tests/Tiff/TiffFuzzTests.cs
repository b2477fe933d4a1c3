using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Tiff;

public class TiffFuzzTests
{
    [Theory]
    [InlineData(1, false, true)]
    [InlineData(2, true, true)]
    [InlineData(3, false, false)]
    public void Read_MutatedFile_IsReadOrRefused(int seed, bool big, bool littleEndian)
    {
        var sound = AperioBuilder.Build(AperioBuilder.Slide(), big, littleEndian);
        using var temporary = new TemporaryFile(sound);
        var refused = 0;
        foreach (var mutant in Mutations.Of(sound, seed, 1000))
        {
            temporary.Write(mutant);
            using var file = SlideFile.Open(temporary.Path);
            try
            {
                TiffDamageTests.ReadEverything(file);
            }
            catch (SlideFormatException)
            {
                refused++;
            }
        }

        // Mutations that never hit the structure would test nothing.
        Assert.InRange(refused, 100, 999);
    }
}
