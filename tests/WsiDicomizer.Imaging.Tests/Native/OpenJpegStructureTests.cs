using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WsiDicomizer.Imaging.Native.OpenJpeg;

namespace WsiDicomizer.Imaging.Tests.Native;

public class OpenJpegStructureTests
{
    // Measured with a C compiler on openjpeg.h of 2.5.0, 64 bit.
    [Fact]
    public void SizeOf_Structures_IsThatOfTheHeader()
    {
        Assert.Equal(18720, Unsafe.SizeOf<OpenJpegEncoderParameters>());
        Assert.Equal(8252, Unsafe.SizeOf<OpenJpegDecoderParameters>());
        Assert.Equal(48, Unsafe.SizeOf<OpenJpegImage>());
        Assert.Equal(64, Unsafe.SizeOf<OpenJpegComponent>());
        Assert.Equal(36, Unsafe.SizeOf<OpenJpegComponentParameters>());
    }

    [Theory]
    [InlineData(nameof(OpenJpegEncoderParameters.AllocateByRate), 20)]
    [InlineData(nameof(OpenJpegEncoderParameters.Comment), 40)]
    [InlineData(nameof(OpenJpegEncoderParameters.LayerCount), 4796)]
    [InlineData(nameof(OpenJpegEncoderParameters.Rates), 4800)]
    [InlineData(nameof(OpenJpegEncoderParameters.ResolutionCount), 5600)]
    [InlineData(nameof(OpenJpegEncoderParameters.Irreversible), 5616)]
    [InlineData(nameof(OpenJpegEncoderParameters.IndexOn), 14088)]
    [InlineData(nameof(OpenJpegEncoderParameters.Wireless), 18212)]
    [InlineData(nameof(OpenJpegEncoderParameters.Cinema), 18684)]
    [InlineData(nameof(OpenJpegEncoderParameters.MultipleComponentTransform), 18698)]
    [InlineData(nameof(OpenJpegEncoderParameters.Rsiz), 18716)]
    public void OffsetOf_EncoderParameters_IsThatOfTheHeader(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<OpenJpegEncoderParameters>(field));

    [Fact]
    public void OffsetOf_Pointers_IsThatOfTheHeader()
    {
        Assert.Equal(48, (int)Marshal.OffsetOf<OpenJpegComponent>(nameof(OpenJpegComponent.Data)));
        Assert.Equal(24, (int)Marshal.OffsetOf<OpenJpegImage>(nameof(OpenJpegImage.Components)));
    }
}
