// ContentInfo { signedData, SignedData { …, encapContentInfo { type, [0] OCTET STRING }, … } }  ->  the octets, also those
// that a program wrote in pieces of unknown length (Outlook does).
#include "schouw/base/cms.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/objects.h>

#include <limits>
#include <memory>

namespace schouw {
namespace {

struct FreeCms {
  void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
};

}  // namespace

std::optional<std::string> cms_signed_content(std::string_view der) {
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<long>::max())) return std::nullopt;
  const auto* at = static_cast<const unsigned char*>(static_cast<const void*>(der.data()));
  const std::unique_ptr<CMS_ContentInfo, FreeCms> cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) return std::nullopt;
  ASN1_OCTET_STRING** const content = CMS_get0_content(cms.get());
  if (content == nullptr || *content == nullptr) return std::nullopt;
  const auto* bytes = static_cast<const char*>(static_cast<const void*>(ASN1_STRING_get0_data(*content)));
  return std::string(bytes, static_cast<std::size_t>(ASN1_STRING_length(*content)));
}

}  // namespace schouw
