"""Abbreviations that nemo_text_processing (Apache-2.0) writes; data only, read in its policy."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_LETTERS = """
AAA AC ACL AEB AES AGX AI ALU AMD API ARP ASAP ASMC ASR ASUS ATM AVAS AVRCP AWS BBC BCP BEV BGA
BGP BIS BSP CBC CCS CCTV CDN CEO CES CFO CLI CMO CMS CNN CPU CSO CSP CSS CV CVT DALI DB DC DCDB
DDR DDoS DGL DGX DHCP DLSS DNA DNN DNS DP DPDT DPU DPX EBC EBS ECC ECS EFS EGX EKS ELB ELCB EMR
EOL EV FPS FSA FST FTP FTPS FX GCC GCP GCS GPU GRPC GRU GSK GTC GTX GUI HDMI HEVC HGX HPC HQ HSM
HT HTML HTTP HTTPS ICMP IEC IGMP IGX IISc IIT IP ISC ISI KVM LGA LLC LLM LLP LSTM LT LTT MB
MCB MCCB MCP MDM MFA MIT ML MWC NC NGC NLP NLU NMC NO NTP NVMe OCI OEM OLTC OLTP ONNX OVX PCI PCIe
PDF PHEV PSO QODA QOS RCBO RCCB RDS RFP RL RNN ROI RSS RT RTP RTX SAE SDK SEO SFU SMPS SMTP SNMP
SNS SOL SPDT SPN SPST SQL SQS SSD SSH SSL SSO SSR SUV SWG TCP TFTP TJ TOS TPM TPMS TPN TSL TSMC
TTS UDP UEFI UFI UPS USB VDI VFD VP VPN Vcc Vdd VoIP WFSA WFST XFX XML VAAPI VDPAU iTPMS sFTP
"""
"""Spelled letter by letter: "d n a"."""

_OTHERS = """
10K ten k|1D one d|1G one g|1K one k|2.5G two point five g|2D two d|2G two g|2K two k|3D three d
3G three g|4D four d|4G four g|4K four k|5D five d|5G five g|6G six g|7-eleven seven eleven
7G seven g|8K eight k|AAA triple a|ADAS a das|AI ai|AI ais|API api|ASAP a sap|ASUS a sus|ASUS asus
AT&T a t and t|AV1 a v one|AV1 av one|AVAS a vas|AWS aws|AlphaFold alpha fold
AstraZeneca astra zeneca|AstraZeneca astrazeneca|Audio2Face audio to face
Audio2Face audio too face|BIOS bios|BasePOD base pod|BasePOD basepod|c# c sharp|c++ c plus plus
CAT5 cat five|CAT5e cat five e|CAT6 cat six|CAT6A cat six a|CAT7 cat seven|CAT8 cat eight
CCTV c c tv|CHAdeMO cha demo|CHAdeMO chai demo|COVID covid|COVID-19 covid nineteen
CalTech cal tech|CalTech caltech|CapEx cap ex|CapEx capex|ChatGPT chat g p t|CloudXR cloud x r
ConnectX connect x|Core_2 core two|DDoS d dos|DGX_A100 d g x a hundred
DGX_A100 d g x a one hundred|DGX_Station d g x station|DLSS_2 d l s s two|DLSS_3 d l s s three
DOS dos|DeepMind deep mind|DeepMind deepmind|DeepStream deep stream|DeepStream deepstream
DevOps dev ops|Direct3D direct three d|DisplayPort display port|EC2 e c two|Earth-2 earth two
FIFO fee foe|FIFO fifo|FOMO foe moe|FOMO fomo|G-SYNC g sync|GUI gui|GeForce geforce
GeForce_NOW geforce now|HuggingFace hugging face|I/O i o|IEEE i triple e|INT8 int eight
IPSec i p sec|InfiniBand inifiband|IoT i o t|Isaac_SIM isaac sim|JSON j son|JavaScript java script
JavaScript javascript|LFP lee fei po|LFP life po|LLMs l l ms|LinkedIn linked in|LinkedIn linkedin
MLPerf m l perf|MONAI monai|MXNet m x net|MacBook mac book|MacBook macbook
MacBook_Pro mac book pro|Max-Q max q|Million-X million x|MoCap mo cap|NVDec n v dec
NVDec n v deck|NVEnc n v enc|NVEnc n v inc|NVEnc n v ink|Ni-CD knee cad|NiMH n i m h
NoSQL no s q l|NoSQL no sql|Nvidia_A100 nvidia a hundred|Nvidia_A100 nvidia a one hundred
Nvidia_A30 nvidia a thirty|Nvidia_A40 nvidia a forty|OEMs o e ms|OpEx op ex|OpEx opex
OpenCL open c l|OpenGL open g l|POP3 pop three|Photoshop photo shop|PhysX fizz ex|PhysX fizz x
PhysX phys ex|PhysX phys x|PlayStation play station|Premiere_Pro premiere pro|ProVis pro vis
ProVis provis|PyG pi g|PyG py g|PyTorch pi torch|RISC risc|RTX_ON r t x on|RTX_Off r t x off
RacerX racer x|Ryzen_2 rye zen two|Ryzen_3 rye zen three|Ryzen_5 rye zen five
Ryzen_7 rye zen seven|Ryzen_9 rye zen nine|S&P s and p|S3 s three|SHIELD_TV shield tv
SIGGRAPH sig graph|SIGGRAPH siggraph|SaaS saas|ServiceNow service now|SuperCloud super cloud
SuperPOD super pod|TCP/IP t c p i p|Telnet tell net|TensorRT tensor r t|Tick-Tock tick tock
TikTok_app tick tock app|TikTok_is tick tock is|VAAPI v a api|VDPAU v d paw|VDPAU v d pow
VLAN v lan|Wi-Fi wi fi|Wi-Fi wifi|XFX x fx|Zen_2 zen two|Zen_3 zen three|Zen_4 zen four
cuBLAS cue blah|cuBLAS cue blahs|cuBLAS q blahs|cuDNN c u d n n|cuDNN cue d n n|cuDNN q d n n
cuOpt cue opt|cuOpt q opt|cuQuantum cue quantum|cuQuantum q quantum|dr. doctor
e.g. for example|es3 e s three|ext4 e x t four|i3 i three|i5 i five|i7 i seven|i9 i nine|iOS ios
mr. mister|mrs. misses|on_TikTok on tick tock|st. saint|x1 x one|x2 x two|x8 x eight
"""
"""Written form (``_`` for a space) and what is said for it."""


def _spelled() -> dict[tuple[str, ...], str]:
    return {tuple(written.lower()): written for written in _LETTERS.split()}


def _others() -> dict[tuple[str, ...], str]:
    entries = (entry for entry in _OTHERS.replace("\n", "|").split("|") if entry)
    pairs = (entry.split() for entry in entries)
    return {tuple(said): written.replace("_", " ") for written, *said in pairs}


ABBREVIATIONS: Mapping[tuple[str, ...], str] = MappingProxyType(_spelled() | _others())
"""Written forms by what is said."""

CAPITAL: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("H", "two", "six", "four"): "H.264",
        ("H", "two", "sixty", "four"): "H.264",
        ("H", "two", "six", "five"): "H.265",
        ("H", "two", "sixty", "five"): "H.265",
        ("H", "one", "hundred"): "H100",
        ("G", "f", "n"): "GFN",
        ("G", "F", "N"): "GFN",
        ("Hmd",): "HMD",
        ("billion", "X"): "Billion-X",
    }
)
"""Written forms that a capital in what is said tells."""

JOINED: Mapping[str, str] = MappingProxyType(
    {written.lower(): written for written in _LETTERS.split() if written != "NO"}
)
"""Abbreviations that a recogniser wrote in one word, without capitals."""

WRITTEN = frozenset(word for text in ABBREVIATIONS.values() for word in text.split())
"""What abbreviations are written as, whose capitals are none of the recogniser's."""
